package io.tieout.sandbox.salesforce;

import io.tieout.value.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Runs queries and hands their records out in pages, each by a locator such as `01g…-2000`.
final class Queries {
  private static final Duration CURSOR_LIFE = Duration.ofDays(2);
  private static final int LEAST_BATCH = 200;
  private static final Pattern LOCATOR = Pattern.compile("(01g\\w{12,15})-(\\d{1,9})");
  private static final Pattern BATCH = Pattern.compile("batchSize\\s*=\\s*(\\d{1,6})");

  private final Tables tables;
  private final InstantSource clock;
  private final Ids ids;
  private final int pageSize;
  private final int childCut;
  private final Map<String, Cursor> cursors = new HashMap<>();

  Queries(Tables tables, InstantSource clock, Ids ids, int pageSize, int childCut) {
    this.tables = tables;
    this.clock = clock;
    this.ids = ids;
    this.pageSize = pageSize;
    this.childCut = childCut;
  }

  private record Cursor(List<Json> records, String dataPath, int step, Instant opened) {}

  /// The first page.
  ///
  /// @param options the header `Sforce-Query-Options`: a hint that may make pages smaller
  Json answer(SoqlRun.Asked asked, String options) {
    SoqlRun run =
        new SoqlRun(
            asked, tables, clock, children -> childPage(children.asList("children"), asked));
    SoqlRun.Found found = run.run();
    int step = step(options);
    if (found.records().size() > step) {
      return page(open(found.records(), asked.dataPath(), step), 0);
    }
    return Json.object()
        .put("totalSize", found.total())
        .put("done", true)
        .put("records", found.records())
        .build();
  }

  /// A later page, by its locator.
  Json more(String locator) {
    Matcher m = LOCATOR.matcher(locator);
    Cursor cursor = m.matches() ? cursors.get(m.group(1)) : null;
    if (cursor == null || cursor.opened().plus(CURSOR_LIFE).isBefore(clock.instant())) {
      throw ApiError.bad("INVALID_QUERY_LOCATOR", "invalid query locator");
    }
    return page(m.group(1), Math.min(Integer.parseInt(m.group(2)), cursor.records().size()));
  }

  private Json childPage(List<Json> children, SoqlRun.Asked asked) {
    if (children.size() > childCut) {
      return page(open(children, asked.dataPath(), childCut), 0);
    }
    return Json.object()
        .put("totalSize", children.size())
        .put("done", true)
        .put("records", children)
        .build();
  }

  private String open(List<Json> records, String dataPath, int step) {
    String id = ids.next("01g");
    cursors.put(id, new Cursor(records, dataPath, step, clock.instant()));
    return id;
  }

  private Json page(String id, int from) {
    Cursor cursor = Objects.requireNonNull(cursors.get(id), "an open cursor");
    int to = Math.min(from + cursor.step(), cursor.records().size());
    boolean done = to == cursor.records().size();
    var out = Json.object().put("totalSize", cursor.records().size()).put("done", done);
    if (!done) {
      out.put("nextRecordsUrl", "%s/query/%s-%d".formatted(cursor.dataPath(), id, to));
    }
    return out.put("records", cursor.records().subList(from, to)).build();
  }

  private int step(String options) {
    Matcher m = BATCH.matcher(options);
    return m.find()
        ? Math.clamp(Integer.parseInt(m.group(1)), Math.min(LEAST_BATCH, pageSize), pageSize)
        : pageSize;
  }
}
