package io.tieout.vendor.hubspot;

import io.tieout.value.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One event of a webhook: a hint at which record to look, never a fact.
///
/// @param type such as `deal.propertyChange` or `object.creation`
/// @param objectId the record; of a change of association the one it goes out from
/// @param changeSource `INTEGRATION` for programs, `CRM_UI` for people, and others
/// @param sourceId which program or person; the app's id for an app
/// @param merge empty unless records were merged
public record HubSpotEvent(
    String portalId,
    String subscriptionId,
    String eventId,
    String type,
    Optional<String> objectTypeId,
    String objectId,
    Instant occurredAt,
    Optional<String> changeSource,
    Optional<String> sourceId,
    Optional<String> property,
    Optional<String> value,
    Optional<Merge> merge,
    Optional<Association> association) {

  /// Records became one.
  ///
  /// @param into the record that took the others in
  public record Merge(String into, List<String> merged) {
    public Merge {
      merged = List.copyOf(merged);
    }
  }

  /// Told twice, once from each side.
  public record Association(String from, String to, String kind, boolean removed) {}

  /// The same when HubSpot tries again. Its event ids alone are not promised to be unique, and the
  /// number of the attempt changes with each.
  public String dedupeKey() {
    return Json.texts(
            List.of(
                portalId,
                subscriptionId,
                eventId,
                objectId,
                Long.toString(occurredAt.toEpochMilli()),
                property.orElse(""),
                value.orElse(""),
                association.map(a -> a.from() + ">" + a.to() + " " + a.kind()).orElse("")))
        .print();
  }

  static HubSpotEvent read(Json.Obj event) {
    Optional<Merge> merge =
        event
            .optText("primaryObjectId")
            .map(primary ->
                new Merge(
                    event.optText("newObjectId").orElse(primary),
                    event.list("mergedObjectIds").stream()
                        .map(id -> id.asText("mergedObjectIds"))
                        .toList()));
    Optional<Association> association =
        event
            .optText("fromObjectId")
            .map(from ->
                new Association(
                    from,
                    event.text("toObjectId"),
                    event.optText("associationType").orElse(""),
                    event.flag("associationRemoved")));
    return new HubSpotEvent(
        event.text("portalId"),
        event.optText("subscriptionId").orElse(""),
        event.optText("eventId").orElse(""),
        event.optText("subscriptionType").or(() -> event.optText("eventType")).orElse(""),
        event.optText("objectTypeId"),
        event
            .optText("objectId")
            .or(() -> association.map(Association::from))
            .or(() -> merge.map(Merge::into))
            .orElseGet(() -> event.text("objectId")),
        Instant.ofEpochMilli(event.decimal("occurredAt").longValueExact()),
        event.optText("changeSource"),
        event.optText("sourceId"),
        event.optText("propertyName"),
        event.optText("propertyValue"),
        merge,
        association);
  }
}
