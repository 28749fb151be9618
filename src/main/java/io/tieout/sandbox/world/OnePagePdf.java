package io.tieout.sandbox.world;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/// Prints lines of text as a PDF of one page, the same bytes for the same lines.
public final class OnePagePdf {
  private static final int LEFT = 56;
  private static final int TOP = 780;
  private static final int LEADING = 18;
  private static final int MAX_LINES = 40;

  private OnePagePdf() {}

  /// Lines that do not fit on the page are left out.
  public static byte[] print(List<String> lines) {
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
        for (String line : lines.subList(0, Math.min(lines.size(), MAX_LINES))) {
          content.showText(printable(line));
          content.newLine();
        }
        content.endText();
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot print the page", e);
    }
  }

  /// The font knows Latin letters alone.
  private static String printable(String line) {
    return line.replace('–', '-').replaceAll("[^\\x20-\\x7E\\xA0-\\xFF]", "?");
  }
}
