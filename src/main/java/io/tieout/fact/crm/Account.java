package io.tieout.fact.crm;

import io.tieout.fact.party.Address;
import java.util.Map;
import java.util.Optional;

/// A company the CRM sells to.
///
/// @param fields other fields of the record that the connection was told to read, by the CRM's
///   names; those without a value are left out
public record Account(
    String id,
    String name,
    Optional<String> accountNumber,
    Address billing,
    Address shipping,
    Optional<String> phone,
    Optional<String> website,
    Map<String, String> fields,
    String version,
    String url)
    implements CrmRecord {
  public Account {
    fields = Map.copyOf(fields);
  }
}
