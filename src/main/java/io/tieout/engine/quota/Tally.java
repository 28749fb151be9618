package io.tieout.engine.quota;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// How many calls fell into one window. Time is cut into slices, and a call counts until its slice
/// and a whole window after it are over: never too short, a twentieth too long at most, so that no
/// span of the window's width, wherever it begins, holds more calls than allowed.
///
/// @param sliceMillis the width of a slice
/// @param limit the most calls, as the vendor said last or as planned
/// @param counts calls by the number of their slice since 1970
record Tally(long sliceMillis, long limit, NavigableMap<Long, Long> counts) {
  static final int SLICES = 20;

  Tally {
    counts = Collections.unmodifiableNavigableMap(new TreeMap<>(counts));
  }

  static Tally empty(Window window) {
    long slice = Math.ceilDiv(window.width().toMillis(), SLICES);
    return new Tally(slice, window.limit(), new TreeMap<>());
  }

  /// Without what no longer counts.
  Tally at(Instant now) {
    return new Tally(sliceMillis, limit, counts.tailMap(slice(now) - SLICES, true));
  }

  long used() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  long remaining() {
    return Math.max(0, limit - used());
  }

  /// When one more call fits under the cap; empty when it does already.
  Optional<Instant> roomUnder(long cap) {
    long tooMany = used() + 1 - Math.max(1, cap);
    if (tooMany <= 0) {
      return Optional.empty();
    }
    for (Map.Entry<Long, Long> slice : counts.entrySet()) {
      tooMany -= slice.getValue();
      if (tooMany <= 0) {
        return Optional.of(Instant.ofEpochMilli((slice.getKey() + SLICES + 1) * sliceMillis));
      }
    }
    throw new IllegalStateException("a window without calls has room for one");
  }

  Tally plusOne(Instant now) {
    NavigableMap<Long, Long> more = new TreeMap<>(counts);
    more.merge(slice(now), 1L, Long::sum);
    return new Tally(sliceMillis, limit, more);
  }

  /// As the vendor says. What others used falls into this moment, or in a long window evenly over
  /// all of it, for nobody tells when they did: so some of it comes back in each slice.
  ///
  /// @param follows whether the vendor's word counts for more than ours, too
  Tally told(Told told, boolean follows, Instant now) {
    long newLimit = told.limit().orElse(limit);
    long change = Math.max(0, newLimit - told.remaining()) - used();
    NavigableMap<Long, Long> changed = new TreeMap<>(counts);
    if (change > 0) {
      add(changed, slice(now), change, follows ? SLICES : 1);
    } else if (follows) {
      drop(changed, -change);
    }
    return new Tally(sliceMillis, newLimit, changed);
  }

  /// Whether an answer is worth noting. A few calls beside ours may be under way, so that a small
  /// difference says nothing until little is left.
  boolean contradictedBy(Told told, boolean follows) {
    if (told.limit().filter(l -> l != limit).isPresent()) {
      return true;
    }
    long difference = Math.min(told.remaining(), limit) - remaining();
    long small = told.remaining() <= limit / 10 ? 0 : Math.max(5, limit / 100);
    return difference < -small || (follows && difference > small);
  }

  Json json() {
    JsonObjBuilder slices = Json.object();
    counts.forEach((slice, calls) -> slices.put(Long.toString(slice), calls));
    return Json.object()
        .put("slice", sliceMillis)
        .put("limit", limit)
        .put("counts", slices.build())
        .build();
  }

  /// A window that was planned otherwise when this was written begins anew.
  static Tally read(Window window, Optional<Json.Obj> stored) {
    Tally empty = empty(window);
    return stored
        .filter(s -> s.decimal("slice").longValueExact() == empty.sliceMillis)
        .map(s -> {
          NavigableMap<Long, Long> counts = new TreeMap<>();
          s.obj("counts")
              .fields()
              .forEach((slice, calls) ->
                  counts.put(Long.valueOf(slice), calls.asDecimal(slice).longValueExact()));
          long limit = s.decimal("limit").longValueExact();
          return new Tally(empty.sliceMillis, window.followsVendor() ? limit : empty.limit, counts);
        })
        .orElse(empty);
  }

  private static void add(NavigableMap<Long, Long> to, long newest, long calls, int slices) {
    long each = calls / slices;
    for (int back = 1; each > 0 && back < slices; back++) {
      to.merge(newest - back, each, Long::sum);
    }
    to.merge(newest, calls - each * (slices - 1), Long::sum);
  }

  private static void drop(NavigableMap<Long, Long> from, long calls) {
    long left = calls;
    while (left > 0 && !from.isEmpty()) {
      Map.Entry<Long, Long> oldest = from.firstEntry();
      long taken = Math.min(left, oldest.getValue());
      left -= taken;
      if (taken == oldest.getValue()) {
        from.remove(oldest.getKey());
      } else {
        from.put(oldest.getKey(), oldest.getValue() - taken);
      }
    }
  }

  private long slice(Instant at) {
    return Math.floorDiv(at.toEpochMilli(), sliceMillis);
  }
}
