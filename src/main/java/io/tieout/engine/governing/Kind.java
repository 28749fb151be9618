package io.tieout.engine.governing;

import java.util.Locale;

/// What is kept in versions.
public enum Kind {
  /// Who there is and what each may do.
  PEOPLE,
  /// The rules.
  POLICY,
  /// How far each workflow may go by itself.
  ROLLOUT;

  /// For people and the audit: `policy`.
  public String spoken() {
    return name().toLowerCase(Locale.ROOT);
  }
}
