package io.tieout.sandbox.page;

import io.tieout.sandbox.host.HttpCall;
import io.tieout.value.json.Json;
import java.util.List;

/// The way through a first visit, by what has really happened since the sandbox started.
final class GuidePane implements Pane {
  private final SlackPane slack;
  private final CrmPane crm;
  private final BooksPane books;

  GuidePane(SlackPane slack, CrmPane crm, BooksPane books) {
    this.slack = slack;
    this.crm = crm;
    this.books = books;
  }

  @Override
  public String mark() {
    return steps().canonical();
  }

  @Override
  public Json.Obj read(String what, HttpCall call) {
    if (!what.equals("steps")) {
      throw Pane.unknown(what);
    }
    return Json.object().put("steps", steps()).build();
  }

  private Json steps() {
    return Json.array(
        List.of(
            step("win", !crm.wins().isEmpty()),
            step("approve", books.invoiced()),
            step("look", books.looked()),
            step("pay", books.paid()),
            step("ask", slack.asked())));
  }

  private static Json.Obj step(String name, boolean done) {
    return Json.object().put("name", name).put("done", done).build();
  }

  @Override
  public Json.Obj act(String what, Json.Obj wish) {
    throw Pane.unknown(what);
  }
}
