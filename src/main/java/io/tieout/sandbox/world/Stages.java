package io.tieout.sandbox.world;

import java.util.List;

/// The sales stages of the seeded company, by the names its CRM shows.
public final class Stages {
  public static final String PROSPECTING = "Prospecting";
  public static final String QUALIFICATION = "Qualification";
  public static final String VALUE = "Value Proposition";
  public static final String PROPOSAL = "Proposal/Price Quote";
  public static final String NEGOTIATION = "Negotiation/Review";
  public static final String WON = "Closed Won";
  public static final String LOST = "Closed Lost";

  /// In which deals are still worked on, earliest first.
  public static final List<String> OPEN =
      List.of(PROSPECTING, QUALIFICATION, VALUE, PROPOSAL, NEGOTIATION);

  private Stages() {}
}
