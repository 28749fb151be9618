package io.tieout.engine.audit;

import io.tieout.value.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// One deed, as it is recorded.
///
/// @param subject what it was done to, for example `salesforce/deal/006…`
/// @param refs other names it can be found by: a proposal's id, `quickbooks/main/invoice/12`, an
///   invoice number
/// @param actor who did it, by `Actor.reference()`
/// @param action what was done, for example `proposal filed`
/// @param details the evidence; never a credential
public record AuditEntry(
    String subject, List<String> refs, String actor, String action, Json.Obj details) {
  public AuditEntry {
    refs = List.copyOf(refs);
    if (subject.isBlank() || actor.isBlank() || action.isBlank()) {
      throw new IllegalArgumentException("an audit entry names its subject, actor and action");
    }
  }

  /// What the entry can be found by: subject and refs, whole and by their last part, in lower case.
  List<String> names() {
    return Stream.concat(Stream.of(subject), refs.stream())
        .flatMap(name -> Stream.of(name, name.substring(name.lastIndexOf('/') + 1)))
        .filter(name -> !name.isBlank())
        .map(name -> name.toLowerCase(Locale.ROOT))
        .distinct()
        .toList();
  }
}
