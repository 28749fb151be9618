package io.tieout.vendor.xero;

import io.tieout.fact.party.Document;
import io.tieout.value.fault.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Files at invoices. They are for the bookkeepers: nothing is shown with the online invoice.
final class Attachments {
  private static final String WHAT = "Attachments";

  private final XeroApi api;

  Attachments(XeroApi api) {
    this.api = api;
  }

  List<String> of(String invoiceId) {
    return api.hanging(Endpoint.INVOICES, invoiceId, WHAT).stream()
        .flatMap(file -> XeroApi.reading(() -> file.optText("FileName")).stream())
        .toList();
  }

  void put(String invoiceId, Document document, String key) {
    byte[] content = document.content();
    String name = name(document.fileName());
    if (content.length == 0 || content.length > Limits.FILE_BYTES) {
      throw refused(
          "the file '%s' has %d bytes, Xero takes 1 to %d; attach a smaller one"
              .formatted(name, content.length, Limits.FILE_BYTES));
    }
    List<String> there = of(invoiceId);
    if (there.size() >= Limits.FILES && !there.contains(name)) {
      throw refused(
          "the invoice has %d files already and Xero keeps at most %d; remove one in Xero"
              .formatted(there.size(), Limits.FILES));
    }
    api.put(
        "%s/%s/%s/%s".formatted(Endpoint.INVOICES.path(), invoiceId, WHAT, XeroApi.encoded(name)),
        Map.of("IncludeOnline", "false"),
        document.contentType(),
        content,
        key);
  }

  /// The name stands in the address, where Xero refuses some characters.
  static String name(String fileName) {
    String safe =
        fileName
            .replaceAll("[<>:\"/\\\\|?*+%&#\\p{Cntrl}]", "-")
            .strip()
            .replaceAll("^\\.+|\\.+$", "");
    return safe.isEmpty() ? "file" : safe;
  }

  private static RuntimeException refused(String message) {
    return new Fault.Refused(message, "ATTACHMENT", Optional.of(WHAT)).asException();
  }
}
