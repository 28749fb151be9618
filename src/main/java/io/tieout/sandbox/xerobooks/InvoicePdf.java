package io.tieout.sandbox.xerobooks;

import io.tieout.value.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/// Prints an invoice or a credit note on one plain page.
public final class InvoicePdf {
  private static final int MOST_LINES = 38;

  private InvoicePdf() {}

  public static byte[] of(Row row, String contact) {
    Json.Obj doc = row.doc();
    List<String> text = new ArrayList<>();
    text.add(
        "%s %s"
            .formatted(
                row.kind() == Kind.INVOICE ? "TAX INVOICE" : "CREDIT NOTE",
                doc.optText("InvoiceNumber").or(() -> doc.optText("CreditNoteNumber")).orElse("")));
    text.add(contact);
    text.add("Date " + doc.text("Date"));
    doc.optText("DueDate").ifPresent(d -> text.add("Due " + d));
    doc.objects("LineItems").stream()
        .limit(MOST_LINES)
        .forEach(l ->
            text.add(
                "%s   %s"
                    .formatted(
                        l.optText("Description").orElse(""),
                        Docs.amount(l, "LineAmount").toPlainString())));
    text.add("Total %s %s".formatted(doc.text("CurrencyCode"), Docs.amount(doc, "Total")));
    return printed(text);
  }

  private static byte[] printed(List<String> text) {
    try (PDDocument pdf = new PDDocument();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      PDPage page = new PDPage();
      pdf.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
        content.beginText();
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 11);
        content.newLineAtOffset(60, 730);
        content.setLeading(15);
        for (String line : text) {
          content.showText(line.replaceAll("[^\\x20-\\x7e]", "?"));
          content.newLine();
        }
        content.endText();
      }
      pdf.save(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot print the page", e);
    }
  }
}
