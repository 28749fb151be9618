package io.tieout.sandbox.xero;

import io.tieout.sandbox.xerobooks.Books;
import io.tieout.sandbox.xerobooks.Kind;
import io.tieout.sandbox.xerobooks.Refused;
import io.tieout.sandbox.xerobooks.Row;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Finds what a call is about and answers it. Reads are here; saving is with [Saving], what hangs
/// on an object with [Extras].
final class Api {
  private static final Set<Kind> READ_ONLY =
      Set.of(Kind.OVERPAYMENT, Kind.PREPAYMENT, Kind.BRANDING_THEME);

  private final Saving saving = new Saving();
  private final Extras extras = new Extras();

  Visit.Reply answer(Visit visit) {
    try {
      return visit.organisation().books().alone(() -> routed(visit));
    } catch (Refused e) {
      throw e.isAbsent() ? Problem.notFound() : validation(e);
    } catch (JsonShapeException e) {
      throw Problem.postData(String.valueOf(e.getMessage()));
    }
  }

  private static Problem validation(Refused refused) {
    return Problem.validation(
        List.of(Saving.withErrors(Json.object().build(), refused.messages())));
  }

  private Visit.Reply routed(Visit visit) {
    List<String> path = visit.path();
    String resource = path.getFirst().toLowerCase(Locale.ROOT);
    if (resource.equals("organisation") || resource.equals("organisations")) {
      needs(visit, "GET");
      return Visit.Reply.read(
          visit.enveloped(
              "Organisations", List.of(visit.organisation().shown()), Optional.empty()));
    }
    if (resource.equals("reports")) {
      needs(visit, "GET");
      return report(visit);
    }
    Kind kind = Kind.of(path.getFirst()).orElseThrow(Problem::notFound);
    if (path.size() > 2) {
      return extras.answer(visit, kind);
    }
    if (visit.is("GET")) {
      return path.size() == 1 ? list(visit, kind) : one(visit, kind);
    }
    if (!visit.saves() || READ_ONLY.contains(kind)) {
      throw Problem.notAllowed();
    }
    return saving.save(visit, kind);
  }

  private static void needs(Visit visit, String method) {
    if (!visit.is(method)) {
      throw Problem.notAllowed();
    }
  }

  private static Visit.Reply list(Visit visit, Kind kind) {
    Selection selection = Selection.of(visit.call(), kind, visit.organisation().books());
    Views.Detail detail =
        selection.summary()
            ? Views.Detail.SUMMARY
            : selection.withLines() ? Views.Detail.PAGE : Views.Detail.BARE;
    List<Json.Obj> shown =
        selection.rows().stream().map(r -> visit.views().shown(r, detail)).toList();
    return visit.enveloped(kind, shown, selection.pagination());
  }

  private static Visit.Reply one(Visit visit, Kind kind) {
    Books books = visit.organisation().books();
    Row row = books.named(kind, visit.path().get(1)).orElseThrow(Problem::notFound);
    boolean printed =
        visit.call().header("Accept").filter(a -> a.contains("application/pdf")).isPresent();
    if (printed && (kind == Kind.INVOICE || kind == Kind.CREDIT_NOTE)) {
      return Visit.Reply.read(
          visit.organisation().printed(kind, row.id()).orElseThrow(Problem::notFound));
    }
    return visit.enveloped(
        kind, List.of(visit.views().shown(row, Views.Detail.WHOLE)), Optional.empty());
  }

  private static Visit.Reply report(Visit visit) {
    LocalDate today = visit.organisation().books().today();
    String name = visit.path().size() > 1 ? visit.path().get(1) : "";
    Json.Obj report =
        switch (name) {
          case "AgedReceivablesByContact" ->
              visit
                  .organisation()
                  .reports()
                  .agedReceivables(
                      visit
                          .call()
                          .param("contactId")
                          .or(() -> visit.call().param("contactID"))
                          .orElseThrow(() ->
                              Problem.api(
                                  10,
                                  "ValidationException",
                                  "The contactId parameter is required")),
                      day(visit, "date", today));
          case "TrialBalance" ->
              visit.organisation().reports().trialBalance(day(visit, "date", today));
          case "ProfitAndLoss" ->
              visit
                  .organisation()
                  .reports()
                  .profitAndLoss(
                      day(visit, "fromDate", today.withDayOfMonth(1)), day(visit, "toDate", today));
          default -> throw Problem.notFound();
        };
    return Visit.Reply.read(visit.enveloped("Reports", List.of(report), Optional.empty()));
  }

  private static LocalDate day(Visit visit, String name, LocalDate otherwise) {
    try {
      return visit.call().param(name).map(LocalDate::parse).orElse(otherwise);
    } catch (DateTimeException e) {
      throw Problem.query(
          "%s '%s' is no date; use YYYY-MM-DD"
              .formatted(name, visit.call().param(name).orElse("")));
    }
  }
}
