package io.tieout.sandbox.xero;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.xerobooks.Books;
import io.tieout.sandbox.xerobooks.Kind;
import io.tieout.sandbox.xerobooks.Order;
import io.tieout.sandbox.xerobooks.Papers;
import io.tieout.sandbox.xerobooks.Row;
import io.tieout.value.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What hangs on an object: files, history, e-mail, the online invoice, allocations, options.
final class Extras {
  Visit.Reply answer(Visit visit, Kind kind) {
    Row row = row(visit, kind);
    String what = visit.path().get(2).toLowerCase(Locale.ROOT);
    Visit.Reply reply =
        switch (what) {
          case "attachments" -> attachments(visit, row);
          case "history" -> history(visit, row);
          case "email" -> email(visit, row);
          case "onlineinvoice" -> online(visit, row);
          case "allocations" -> allocations(visit, row);
          case "options" -> options(visit, row);
          default -> throw Problem.notFound();
        };
    return visit.is("GET")
        ? reply
        : new Visit.Reply(
            reply.http(), kind.singular() + "/" + visit.path().get(2), List.of(row.id()));
  }

  private static Row row(Visit visit, Kind kind) {
    return visit
        .organisation()
        .books()
        .named(kind, visit.path().get(1))
        .orElseThrow(Problem::notFound);
  }

  /// The body is the file itself; its name is in the address.
  private static Visit.Reply attachments(Visit visit, Row row) {
    Papers papers = visit.organisation().papers();
    boolean named = visit.path().size() > 3;
    if (visit.is("GET") && named) {
      Papers.Attachment file =
          papers.attachment(row.id(), visit.path().get(3)).orElseThrow(Problem::notFound);
      return Visit.Reply.read(HttpAnswer.of(200, file.mimeType(), file.content()));
    }
    if (visit.is("GET")) {
      return listed(visit, row, papers.attachments(row.id()));
    }
    if (!visit.saves() || !named) {
      throw Problem.notAllowed();
    }
    Papers.Attachment stored =
        papers.attach(
            row,
            new Papers.Attachment(
                "",
                visit.path().get(3),
                visit.call().header("Content-Type").orElse("application/octet-stream"),
                visit.call().body(),
                visit.asked("IncludeOnline", false)));
    visit.organisation().desk().hasAttachments(row.kind(), row.id());
    return listed(visit, row, List.of(stored));
  }

  private static Visit.Reply listed(Visit visit, Row row, List<Papers.Attachment> files) {
    List<Json.Obj> shown =
        files.stream()
            .map(f ->
                Json.object()
                    .put("AttachmentID", f.id())
                    .put("FileName", f.fileName())
                    .put(
                        "Url",
                        "%s/api.xro/2.0/%s/%s/Attachments/%s"
                            .formatted(
                                visit.base(),
                                row.kind().plural(),
                                row.id(),
                                URLEncoder.encode(f.fileName(), StandardCharsets.UTF_8)
                                    .replace("+", "%20")))
                    .put("MimeType", f.mimeType())
                    .put("ContentLength", f.content().length)
                    .put("IncludeOnline", f.online())
                    .build())
            .toList();
    return Visit.Reply.read(visit.enveloped("Attachments", shown, Optional.empty()));
  }

  private static Visit.Reply history(Visit visit, Row row) {
    Papers papers = visit.organisation().papers();
    Stream<Papers.Note> notes =
        visit.is("GET")
            ? papers.history(row).stream()
            : visit.elements("HistoryRecords").stream()
                .map(r -> papers.note(row, r.optText("Details").orElse("")));
    List<Json.Obj> shown =
        notes
            .map(n ->
                Json.object()
                    .put("Changes", n.changes())
                    .put("DateUTCString", Stamps.seconds(n.at()))
                    .put("DateUTC", Stamps.moment(n.at()))
                    .put("User", n.user())
                    .put("Details", n.details())
                    .build())
            .toList();
    return Visit.Reply.read(visit.enveloped("HistoryRecords", shown, Optional.empty()));
  }

  private static Visit.Reply email(Visit visit, Row row) {
    if (!visit.is("POST") || row.kind() != Kind.INVOICE) {
      throw Problem.notAllowed();
    }
    visit.organisation().desk().sent(row.id());
    visit.organisation().papers().happened(row.id(), "Invoice sent", "Sent to the contact");
    return Visit.Reply.read(HttpAnswer.empty(204));
  }

  /// Only approved sales invoices are published.
  private static Visit.Reply online(Visit visit, Row row) {
    boolean published =
        row.kind() == Kind.INVOICE
            && row.text("Type").equals("ACCREC")
            && List.of("AUTHORISED", "PAID").contains(row.text("Status"));
    if (!visit.is("GET") || !published) {
      throw Problem.notFound();
    }
    Json.Obj url =
        Json.object().put("OnlineInvoiceUrl", visit.base() + Gate.ONLINE + row.id()).build();
    return Visit.Reply.read(visit.enveloped("OnlineInvoices", List.of(url), Optional.empty()));
  }

  /// Only new allocations are sent; all of them hold or none.
  private static Visit.Reply allocations(Visit visit, Row row) {
    if (!row.kind().credit()) {
      throw Problem.notFound();
    }
    if (visit.is("DELETE") && visit.path().size() > 3) {
      Json.Obj removed =
          visit.organisation().desk().removeAllocation(row.kind(), row.id(), visit.path().get(3));
      return Visit.Reply.read(
          HttpAnswer.json(
              200,
              Json.object()
                  .put("AllocationID", removed.text("AllocationID"))
                  .put("IsDeleted", true)
                  .build()));
    }
    if (!visit.saves()) {
      throw Problem.notAllowed();
    }
    Books books = visit.organisation().books();
    List<Json.Obj> sent = visit.elements("Allocations");
    List<Json.Obj> made =
        books.transaction(() ->
            sent.stream()
                .map(a ->
                    visit
                        .organisation()
                        .desk()
                        .allocate(
                            row.kind(), row.id(), new Order(true, true, 2, Optional.empty(), a)))
                .map(Views::dated)
                .toList());
    return Visit.Reply.read(visit.enveloped("Allocations", made, Optional.empty()));
  }

  private static Visit.Reply options(Visit visit, Row row) {
    if (!visit.saves() || row.kind() != Kind.TRACKING_CATEGORY) {
      throw Problem.notFound();
    }
    for (Json.Obj option : visit.elements("Options")) {
      visit.organisation().desk().addOption(row.id(), option);
    }
    Row after = visit.organisation().books().need(row.kind(), row.id());
    return Visit.Reply.read(
        visit.enveloped("Options", after.doc().objects("Options"), Optional.empty()));
  }
}
