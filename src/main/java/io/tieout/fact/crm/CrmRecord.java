package io.tieout.fact.crm;

/// A record of a CRM that we keep a copy of.
public sealed interface CrmRecord permits Deal, Account, Contact, Product {
  String id();

  String version();
}
