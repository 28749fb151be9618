package io.tieout.sandbox.hubspot;

import io.tieout.sandbox.hubspot.Change.Tell;
import io.tieout.sandbox.hubspot.Link.End;
import io.tieout.sandbox.hubspot.Refusal.BadValue;
import io.tieout.sandbox.hubspot.Refusal.Detail;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The portal's records and the one way to change them: values are judged, derived values follow,
/// rules hold, changes are told. Not safe for several threads: the stand-in's lock guards it.
final class Portal {
  private final InstantSource clock;
  private final PropertyBook properties;
  private final Pipelines pipelines = new Pipelines();
  private final Journal journal = new Journal();
  private final Associations associations = new Associations(new AssociationTypes(), journal);
  private final Map<ObjectType, Shelf> shelves = new EnumMap<>(ObjectType.class);
  private final SearchIndex index = new SearchIndex();
  private final Ids ids;
  private final List<AdminRule> rules = new ArrayList<>();
  private Duration indexLag;
  private UniqueRefusal uniqueRefusal = UniqueRefusal.CONFLICT;

  Portal(InstantSource clock, Instant founded, Ids ids, Duration indexLag) {
    this.clock = clock;
    this.properties = new PropertyBook(founded);
    this.ids = ids;
    this.indexLag = indexLag;
    for (ObjectType type : ObjectType.values()) {
      shelves.put(type, new Shelf());
    }
  }

  PropertyBook properties() {
    return properties;
  }

  Pipelines pipelines() {
    return pipelines;
  }

  Journal journal() {
    return journal;
  }

  Associations associations() {
    return associations;
  }

  SearchIndex index() {
    return index;
  }

  /// The vendor keeps milliseconds.
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  Shelf shelf(ObjectType type) {
    return Optional.ofNullable(shelves.get(type)).orElseThrow();
  }

  void rule(AdminRule rule) {
    rules.add(rule);
  }

  void clearRules() {
    rules.clear();
  }

  void indexLag(Duration lag) {
    indexLag = lag;
  }

  void uniqueRefusal(UniqueRefusal how) {
    uniqueRefusal = how;
  }

  /// Ends a call: what was written goes to the index, what happened is given back.
  List<Change> settle() {
    return settle(now().plus(indexLag));
  }

  /// Ends a call at a time of one's own choice.
  ///
  /// @param visible from when search sees what was written
  List<Change> settle(Instant visible) {
    Journal.Done done = journal.take();
    for (Row row : done.written()) {
      if (shelf(row.type()).winner(row.id()).isPresent()) {
        index.forget(row, visible);
      } else {
        index.note(row, visible);
      }
    }
    return done.changes();
  }

  /// Makes a record as of now.
  Row create(ObjectType type, Map<String, String> given, Author author, Optional<String> trace) {
    return create(type, given, new Tell(now(), author), trace);
  }

  Row create(ObjectType type, Map<String, String> given, Tell tell, Optional<String> trace) {
    Map<String, String> values =
        new HashMap<>(judged(type, given, tell.by(), pipelines.usual().id()));
    if (type == ObjectType.DEAL && !values.containsKey("pipeline")) {
      values.put("pipeline", pipelines.usual().id());
    }
    Required.check(type, values);
    Row bare = new Row(type, ids.next(), values, tell.at(), tell.at(), Optional.empty(), trace);
    Row row = completed(bare, tell);
    put(row);
    journal.tell(new Change.Created(type, row.id(), tell.at(), tell.by()));
    new TreeMap<>(row.values())
        .forEach((name, value) ->
            journal.tell(
                new Change.Property(type, row.id(), name, value, "", tell.at(), tell.by())));
    return row;
  }

  /// Changes a record as of now; an empty text clears a property.
  Row update(Row old, Map<String, String> given, Author author, Optional<String> trace) {
    Tell tell = new Tell(now(), author);
    String pipeline = old.value("pipeline").orElse("");
    Map<String, String> changes = judged(old.type(), given, author, pipeline);
    Row row = completed(old.with(changes, tell.at(), trace), tell);
    put(row);
    Map<String, String> before = old.values();
    TreeMap<String, String> changed = new TreeMap<>();
    row.values()
        .forEach((name, value) -> {
          if (!value.equals(before.get(name))) {
            changed.put(name, value);
          }
        });
    before.keySet().stream()
        .filter(name -> !row.values().containsKey(name))
        .forEach(name -> changed.put(name, ""));
    changed.forEach((name, value) ->
        journal.tell(
            new Change.Property(
                row.type(),
                row.id(),
                name,
                value,
                before.getOrDefault(name, ""),
                tell.at(),
                author)));
    return row;
  }

  /// The vendor sets values of its own, such as a quote's links.
  Row stamp(Row old, Map<String, String> values) {
    Row row = old.with(values, old.updated(), old.trace());
    put(row);
    return row;
  }

  /// Archives a record; with a quote go its lines.
  void archive(Row row, Author author) {
    Tell tell = new Tell(now(), author);
    if (row.type() == ObjectType.QUOTE) {
      End quote = new End(ObjectType.QUOTE, row.id());
      for (Link link : associations.of(quote, ObjectType.LINE_ITEM, Instant.MAX)) {
        shelf(ObjectType.LINE_ITEM).live(link.to()).ifPresent(line -> archive(line, author));
      }
    }
    put(row.archived(Optional.of(tell.at()), tell.at()));
    journal.tell(new Change.Deleted(row.type(), row.id(), tell.at(), author));
  }

  Row restore(Row archived, Author author) {
    Row row = archived.archived(Optional.empty(), now());
    put(row);
    journal.tell(new Change.Restored(row.type(), row.id(), now(), author));
    return row;
  }

  /// Merges a record into another one, which wins where both have a value.
  Row merge(Row winner, Row loser, Author author) {
    Tell tell = new Tell(now(), author);
    Map<String, String> moved = new HashMap<>(loser.values());
    moved.keySet().removeAll(winner.values().keySet());
    moved.keySet().removeAll(List.of("hs_merged_object_ids", "hs_object_id"));
    Shelf shelf = shelf(winner.type());
    End from = new End(loser.type(), loser.id());
    associations.handOver(from, new End(winner.type(), winner.id()), tell.at(), tell);
    shelf.take(loser.id(), properties.unique(loser.type()));
    shelf.merged(loser.id(), Optional.of(winner.id()));
    journal.undo(() -> {
      shelf.merged(loser.id(), Optional.empty());
      shelf.put(loser, properties.unique(loser.type()));
    });
    journal.wrote(loser);
    Map<String, String> changes = new HashMap<>(moved);
    changes.put("hs_merged_object_ids", mergedIds(winner, loser));
    Row row = completed(winner.with(changes, tell.at(), Optional.empty()), tell);
    put(row);
    journal.tell(
        new Change.Merged(row.type(), row.id(), loser.id(), moved.size(), tell.at(), author));
    return row;
  }

  /// Whether a record exists and is not archived.
  boolean lives(End end) {
    return shelf(end.type()).live(end.id()).isPresent();
  }

  private static String mergedIds(Row winner, Row loser) {
    List<String> all = new ArrayList<>();
    winner.value("hs_merged_object_ids").ifPresent(all::add);
    loser.value("hs_merged_object_ids").ifPresent(all::add);
    all.add(loser.idText());
    return String.join(";", all);
  }

  private void put(Row row) {
    Shelf shelf = shelf(row.type());
    List<String> unique = properties.unique(row.type());
    Optional<Row> old = shelf.find(row.id());
    shelf.put(row, unique);
    journal.undo(
        () -> old.ifPresentOrElse(o -> shelf.put(o, unique), () -> shelf.take(row.id(), unique)));
    journal.wrote(row);
  }

  /// The record with what follows from its values, or the refusal of a rule.
  private Row completed(Row row, Tell tell) {
    Row full = row.with(Derived.of(row, pipelines), row.updated(), row.trace());
    for (String property : properties.unique(row.type())) {
      full.value(property)
          .flatMap(v -> shelf(row.type()).by(property, v))
          .filter(other -> other.id() != full.id())
          .ifPresent(other -> {
            throw uniqueRefusal.refusal(full, property, other.id());
          });
    }
    if (tell.by().integration()) {
      rules.stream()
          .filter(r -> ObjectType.of(r.objectType()).equals(Optional.of(row.type())))
          .map(r -> r.missing(full))
          .filter(missing -> !missing.isEmpty())
          .findFirst()
          .ifPresent(missing -> {
            throw ruleBroken(row.type(), missing);
          });
    }
    return full;
  }

  private static Refusal ruleBroken(ObjectType type, List<String> missing) {
    String message =
        "Validation rules of this account require values for: " + String.join(", ", missing);
    return new Refusal(
        400,
        "VALIDATION_ERROR",
        "Error writing %s. %s".formatted(type.shout(), message),
        List.of(
            new Detail(message, Optional.of("REQUIRED_FIELD"), Map.of("propertyName", missing))));
  }

  private Map<String, String> judged(
      ObjectType type, Map<String, String> given, Author author, String pipeline) {
    List<BadValue> problems = new ArrayList<>();
    Map<String, String> kept = new HashMap<>();
    given.forEach((name, value) -> {
      Optional<Property> property = properties.find(type, name);
      if (property.isEmpty()) {
        problems.add(
            new BadValue(
                name, "PROPERTY_DOESNT_EXIST", "Property \"%s\" does not exist".formatted(name)));
      } else if (property.get().readOnly() && author.integration()) {
        problems.add(
            new BadValue(
                name,
                "READ_ONLY_VALUE",
                "\"%s\" is a read only property; its value cannot be set.".formatted(name)));
      } else {
        Values.Judged judged = Values.judge(property.get(), value);
        judged.problem().ifPresent(problems::add);
        kept.put(name, judged.kept());
      }
    });
    if (type == ObjectType.DEAL) {
      problems.addAll(Required.stage(kept, pipeline, pipelines, properties));
    }
    if (!problems.isEmpty()) {
      throw Refusal.badValues(problems);
    }
    return kept;
  }
}
