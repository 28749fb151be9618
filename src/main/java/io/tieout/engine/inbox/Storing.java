package io.tieout.engine.inbox;

import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import java.util.function.Function;

/// The statement that stores any number of signals with their work rows, numbered in the order
/// given. It takes all or none, so it needs no transaction around it. Rows go in by key, so that
/// two that tell of the same at once wait for each other in one direction.
final class Storing {
  private static final String STORE =
      """
      with told as (
        select t.*, nextval('signal_id_seq') as id
          from unnest(:sources, :keys, :subjects, :kinds, :bodies, :lanes)
               as t (source, dedupe_key, subject, kind, body, lane)
      ), stored as (
        insert into signal (id, source, dedupe_key, subject, kind, body, received_at)
        overriding system value
        select id, source, dedupe_key, subject, kind, cast(body as jsonb), :at
          from told
         order by source, dedupe_key
        on conflict on constraint signal_arrives_once do nothing
        returning id, source, dedupe_key
      ), work as (
        insert into signal_work (signal, subject, not_before, lane)
        select id, t.subject, :at, t.lane
          from stored join told t using (id)
      )
      select id, source, dedupe_key from stored
      """;

  /// Row by row: a plan made while the table is small must not read all of it later.
  private static final String FIND =
      """
      select s.id, t.source, t.dedupe_key
        from unnest(:sources, :keys) as t (source, dedupe_key)
       cross join lateral (
             select id from signal
              where source = t.source and dedupe_key = t.dedupe_key
              limit 1) s
      """;

  private Storing() {}

  /// What makes a signal the same as another.
  private record Key(String source, String dedupeKey) {
    static Key of(Signal signal) {
      return new Key(signal.source(), signal.dedupeKey());
    }

    static Key of(Row row) {
      return new Key(row.text("source"), row.text("dedupe_key"));
    }
  }

  /// One receipt for each signal, in their order.
  static List<Receipt> store(Sql sql, List<Signal> signals, Instant now) {
    SequencedMap<Key, Signal> first = new LinkedHashMap<>();
    signals.forEach(signal -> first.putIfAbsent(Key.of(signal), signal));
    Map<Key, Long> stored = insert(sql, first.sequencedValues(), now);
    List<Key> known = first.keySet().stream().filter(key -> !stored.containsKey(key)).toList();
    Map<Key, Long> ids = new HashMap<>(stored);
    if (!known.isEmpty()) {
      ids.putAll(find(sql, known));
    }
    return signals.stream().map(Key::of).map(key -> receipt(key, ids, stored)).toList();
  }

  /// The first to tell of a key that is new has stored it.
  private static Receipt receipt(Key key, Map<Key, Long> ids, Map<Key, Long> untold) {
    long id = Optional.ofNullable(ids.get(key)).orElseThrow();
    return untold.remove(key) != null ? new Receipt.Stored(id) : new Receipt.Duplicate(id);
  }

  private static Map<Key, Long> insert(Sql sql, SequencedCollection<Signal> signals, Instant now) {
    return ids(
        sql.ask(STORE)
            .texts("sources", each(signals, Signal::source))
            .texts("keys", each(signals, Signal::dedupeKey))
            .texts("subjects", each(signals, Signal::subject))
            .texts("kinds", each(signals, Signal::kind))
            .texts("bodies", each(signals, signal -> signal.body().print()))
            .numbers("lanes", each(signals, signal -> (long) signal.lane().place()))
            .set("at", now));
  }

  private static Map<Key, Long> find(Sql sql, List<Key> keys) {
    return ids(
        sql.ask(FIND)
            .texts("sources", each(keys, Key::source))
            .texts("keys", each(keys, Key::dedupeKey)));
  }

  private static Map<Key, Long> ids(Sql.Question question) {
    Map<Key, Long> ids = new HashMap<>();
    question
        .list(row -> Map.entry(Key.of(row), row.number("id")))
        .forEach(entry -> ids.put(entry.getKey(), entry.getValue()));
    return ids;
  }

  private static <F, T> List<T> each(SequencedCollection<F> of, Function<F, T> value) {
    return of.stream().map(value).toList();
  }
}
