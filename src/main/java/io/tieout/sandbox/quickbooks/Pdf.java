package io.tieout.sandbox.quickbooks;

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

/// Prints a transaction on one plain page.
final class Pdf {
  private Pdf() {}

  static byte[] of(Kind kind, Json.Obj doc) {
    List<String> lines = new ArrayList<>();
    lines.add(kind.apiName() + " " + doc.optText("DocNumber").orElse(doc.text("Id")));
    doc.optObj("CustomerRef").flatMap(c -> c.optText("name")).ifPresent(lines::add);
    doc.optText("TxnDate").map(d -> "Date " + d).ifPresent(lines::add);
    doc.optText("DueDate").map(d -> "Due " + d).ifPresent(lines::add);
    for (Json.Obj line : Docs.lines(doc, "SalesItemLineDetail")) {
      String item =
          line.optObj("SalesItemLineDetail")
              .flatMap(d -> d.optObj("ItemRef"))
              .flatMap(i -> i.optText("name"))
              .orElse("");
      lines.add(item + "   " + Docs.amount(line, "Amount"));
    }
    lines.add("Total " + Docs.amount(doc, "TotalAmt"));
    return printed(lines);
  }

  private static byte[] printed(List<String> lines) {
    try (PDDocument pdf = new PDDocument();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      PDPage page = new PDPage();
      pdf.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
        content.beginText();
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 11);
        content.newLineAtOffset(60, 720);
        content.setLeading(16);
        for (String line : lines) {
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
