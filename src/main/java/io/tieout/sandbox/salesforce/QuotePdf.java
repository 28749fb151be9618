package io.tieout.sandbox.salesforce;

import io.tieout.value.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/// Prints a quote as a one-page PDF.
final class QuotePdf {
  private static final int LEFT = 56;
  private static final int TOP = 780;
  private static final int LEADING = 18;
  private static final int MAX_LINES = 40;

  private QuotePdf() {}

  static byte[] of(String seller, Json.Obj quote, Json.Obj account, List<Json.Obj> lines) {
    List<String> text = new ArrayList<>();
    text.add(seller);
    text.add("Quote " + quote.text("QuoteNumber") + ": " + quote.text("Name"));
    text.add("For: " + account.text("Name"));
    text.add("");
    for (Json.Obj line : lines) {
      text.add(
          "%s  %s x %s less %s %%  =  %s"
              .formatted(
                  line.optText("Description").orElse(line.text("LineNumber")),
                  plain(line, "Quantity"),
                  plain(line, "UnitPrice"),
                  plain(line, "Discount"),
                  plain(line, "TotalPrice")));
    }
    text.add("");
    text.add("Grand total: USD " + Values.decimal(quote, "GrandTotal").setScale(2).toPlainString());
    return print(text.subList(0, Math.min(text.size(), MAX_LINES)));
  }

  private static String plain(Json.Obj line, String field) {
    return Values.decimal(line, field).toPlainString();
  }

  private static byte[] print(List<String> lines) {
    try (PDDocument document = new PDDocument()) {
      // A fixed id keeps the bytes the same from run to run.
      document.setDocumentId(1L);
      PDPage page = new PDPage(PDRectangle.A4);
      document.addPage(page);
      PDFont font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.beginText();
        content.setFont(font, 11);
        content.setLeading(LEADING);
        content.newLineAtOffset(LEFT, TOP);
        for (String line : lines) {
          content.showText(printable(line));
          content.newLine();
        }
        content.endText();
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot print the quote", e);
    }
  }

  /// The font knows Latin letters alone.
  private static String printable(String line) {
    return line.replace('–', '-').replaceAll("[^\\x20-\\x7E\\xA0-\\xFF]", "?");
  }
}
