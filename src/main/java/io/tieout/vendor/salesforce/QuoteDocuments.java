package io.tieout.vendor.salesforce;

import io.tieout.fact.party.Document;
import io.tieout.value.fault.Fault;
import io.tieout.value.json.Json;
import io.tieout.vendor.http.Answer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds and fetches a quote's PDF: the newest of the PDFs made from the quote, else the newest PDF
/// attached to it as a file, as a signed copy is.
final class QuoteDocuments {
  private static final String FILE_PREFIX = "068";
  private static final String PDF = "application/pdf";

  private final SalesforceApi api;

  QuoteDocuments(SalesforceApi api) {
    this.api = api;
  }

  /// The id of a ContentVersion, or of a QuoteDocument that has none.
  Optional<String> newest(String quoteId) {
    return api
        .query(
            Soql.select(List.of("Id", "ContentVersionDocumentId"), "QuoteDocument")
                .equal("QuoteId", quoteId)
                .descending("CreatedDate", "Id")
                .first(1))
        .stream()
        .findFirst()
        .map(row -> row.optText("ContentVersionDocumentId").orElseGet(() -> row.text("Id")))
        .or(() -> attached(quoteId));
  }

  Document document(String id) {
    boolean file = id.startsWith(FILE_PREFIX);
    String object = file ? "ContentVersion" : "QuoteDocument";
    List<String> selected = file ? List.of("Title", "FileExtension") : List.of("Name");
    Json.Obj row =
        api.query(Soql.select(selected, object).equal("Id", id)).stream()
            .findFirst()
            .orElseThrow(() ->
                new Fault.Refused(
                        "Salesforce has no document %s, or hides it".formatted(id), "NOT_FOUND")
                    .asException());
    Answer answer =
        api.download("/sobjects/%s/%s/%s".formatted(object, id, file ? "VersionData" : "Document"));
    String name = row.optText(file ? "Title" : "Name").orElse(id);
    String extension = row.optText("FileExtension").orElse("pdf").toLowerCase(Locale.ROOT);
    boolean named = name.toLowerCase(Locale.ROOT).endsWith("." + extension);
    return new Document(
        named ? name : name + "." + extension,
        extension.equals("pdf") ? PDF : answer.header("Content-Type").orElse(PDF),
        answer.body());
  }

  private Optional<String> attached(String quoteId) {
    List<String> files =
        api
            .query(
                Soql.select(List.of("ContentDocumentId"), "ContentDocumentLink")
                    .equal("LinkedEntityId", quoteId))
            .stream()
            .flatMap(row -> row.optText("ContentDocumentId").stream())
            .toList();
    if (files.isEmpty()) {
      return Optional.empty();
    }
    return api
        .query(
            Soql.select(List.of("Id"), "ContentVersion")
                .in("ContentDocumentId", files)
                .equal("FileExtension", "pdf")
                .isTrue("IsLatest")
                .descending("CreatedDate", "Id")
                .first(1))
        .stream()
        .findFirst()
        .map(row -> row.text("Id"));
  }
}
