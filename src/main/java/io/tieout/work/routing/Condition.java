package io.tieout.work.routing;

import java.util.Set;

/// One thing a rule asks of a deal: that a value is among those named. Letter case does not count.
public sealed interface Condition {
  Set<String> values();

  /// The CRM the deal lives in, such as `hubspot`.
  record Crm(Set<String> values) implements Condition {
    public Crm {
      values = Set.copyOf(values);
    }
  }

  /// The billing country of the account, ISO 3166 alpha-2.
  record Country(Set<String> values) implements Condition {
    public Country {
      values = Set.copyOf(values);
    }
  }

  /// The state or region of the account's billing address, as the CRM has it.
  record Region(Set<String> values) implements Condition {
    public Region {
      values = Set.copyOf(values);
    }
  }

  /// The deal's currency, ISO 4217.
  record Currency(Set<String> values) implements Condition {
    public Currency {
      values = Set.copyOf(values);
    }
  }

  /// The product line of every line of the deal.
  record ProductLine(Set<String> values) implements Condition {
    public ProductLine {
      values = Set.copyOf(values);
    }
  }

  /// A field of the deal, by the CRM's name.
  record DealField(String name, Set<String> values) implements Condition {
    public DealField {
      values = Set.copyOf(values);
    }
  }

  /// A field of the account, by the CRM's name.
  record AccountField(String name, Set<String> values) implements Condition {
    public AccountField {
      values = Set.copyOf(values);
    }
  }
}
