package io.tieout.sandbox.hubspot;

import io.tieout.sandbox.hubspot.Change.Tell;
import io.tieout.sandbox.hubspot.Link.End;
import io.tieout.sandbox.hubspot.Link.Spec;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// What salespeople do with records of any type, named as in paths: `deals`, `line_items`.
public final class People {
  private final Act act;
  private final Portal portal;
  private final SalesDesk desk;

  People(Act act, Portal portal, SalesDesk desk) {
    this.act = act;
    this.portal = portal;
    this.desk = desk;
  }

  /// Runs something as one step and tells of it.
  @FunctionalInterface
  interface Act {
    String done(Supplier<String> work);
  }

  /// Creates a record and gives its id.
  public String create(String objectType, Map<String, String> values) {
    ObjectType type = ObjectType.named(objectType);
    return act.done(() -> portal.create(type, values, desk.author(), Optional.empty()).idText());
  }

  /// Edits a record; an empty text clears.
  public void edit(String objectType, String id, Map<String, String> values) {
    var _ = act.done(() -> desk.edit(ObjectType.named(objectType), id, values).idText());
  }

  public void delete(String objectType, String id) {
    var _ =
        act.done(() -> {
          Row row = desk.live(ObjectType.named(objectType), id);
          portal.archive(row, desk.author());
          if (row.type() == ObjectType.LINE_ITEM) {
            desk.sumUpOf(row);
          }
          return id;
        });
  }

  /// Brings back what was deleted.
  public void restore(String objectType, String id) {
    ObjectType type = ObjectType.named(objectType);
    var _ =
        act.done(() ->
            ObjectsApi.number(id)
                .flatMap(portal.shelf(type)::find)
                .filter(Row::archived)
                .map(row -> portal.restore(row, desk.author()).idText())
                .orElseThrow(() ->
                    new IllegalArgumentException(
                        "%s %s is not deleted".formatted(objectType, id))));
  }

  /// Merges one record into another, which stays.
  public void merge(String objectType, String winner, String loser) {
    ObjectType type = ObjectType.named(objectType);
    var _ =
        act.done(() ->
            portal.merge(desk.live(type, winner), desk.live(type, loser), desk.author()).idText());
  }

  /// Associates two records without a label.
  public void associate(String fromType, String fromId, String toType, String toId) {
    associate(fromType, fromId, toType, toId, Set.of());
  }

  /// Makes a company the deal's primary one.
  public void primaryCompany(String dealId, String companyId) {
    associate("deals", dealId, "companies", companyId, Set.of(Spec.hubspot(5)));
  }

  private void associate(
      String fromType, String fromId, String toType, String toId, Set<Spec> specs) {
    End from = end(fromType, fromId);
    End to = end(toType, toId);
    var _ =
        act.done(() -> {
          Tell tell = new Tell(portal.now(), desk.author());
          portal.associations().link(from, to, specs, tell.at(), tell);
          return fromId;
        });
  }

  /// Takes every association between two records away.
  public void dissociate(String fromType, String fromId, String toType, String toId) {
    End from = end(fromType, fromId);
    End to = end(toType, toId);
    var _ =
        act.done(() -> {
          portal.associations().unlink(from, to, new Tell(portal.now(), desk.author()));
          return fromId;
        });
  }

  private End end(String objectType, String id) {
    ObjectType type = ObjectType.named(objectType);
    return new End(type, desk.live(type, id).id());
  }
}
