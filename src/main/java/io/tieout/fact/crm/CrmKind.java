package io.tieout.fact.crm;

/// The kinds of records of a CRM that we keep copies of and follow.
public enum CrmKind {
  DEAL,
  ACCOUNT,
  CONTACT,
  PRODUCT
}
