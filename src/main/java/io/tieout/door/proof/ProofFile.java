package io.tieout.door.proof;

import io.tieout.engine.proof.Checked;
import io.tieout.engine.proof.Proof;
import io.tieout.engine.proof.ProofCheck;
import io.tieout.engine.proof.Witnesses;
import io.tieout.value.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The file: the page with the record in it, and the way back.
public final class ProofFile {
  private static final String OPEN = "<script type=\"application/json\" id=\"proof\">";
  private static final String CLOSE = "</script>";

  private ProofFile() {}

  /// The whole file, UTF-8.
  public static byte[] write(Proof proof) {
    String page = ProofPage.of(proof, OPEN + embedded(proof.content()) + CLOSE);
    return page.getBytes(StandardCharsets.UTF_8);
  }

  /// The record in a file; an `IllegalArgumentException` says what is wrong with one that holds
  /// none.
  public static Proof read(byte[] file) {
    String text = new String(file, StandardCharsets.UTF_8);
    int from = text.indexOf(OPEN);
    int to = from < 0 ? -1 : text.indexOf(CLOSE, from);
    if (to < 0) {
      throw new IllegalArgumentException(
          "it holds no record of a proof; give a file that `./tieout proof NAME --out FILE` wrote");
    }
    return new Proof(Json.parseObj(text.substring(from + OPEN.length(), to)));
  }

  /// As [#check(byte[], Witnesses)], with the file alone.
  public static Checked check(byte[] file) {
    return check(file, Witnesses.NONE);
  }

  /// Checks record and page. A page that shows anything else than its record does not hold.
  ///
  /// @param witnesses what whoever checks has from elsewhere
  public static Checked check(byte[] file, Witnesses witnesses) {
    Proof proof;
    byte[] again;
    try {
      proof = read(file);
      again = write(proof);
    } catch (IllegalArgumentException | ArithmeticException | java.time.DateTimeException e) {
      return new Checked(List.of(), List.of(), List.of(e.getMessage()));
    }
    Checked record = ProofCheck.of(proof, witnesses);
    if (Arrays.equals(file, again)) {
      return record.also("the page shows what the record says, letter for letter");
    }
    return record.but(difference(file, again));
  }

  /// Where the page stops being what the record would be drawn as.
  private static String difference(byte[] file, byte[] again) {
    int at = Math.max(0, Arrays.mismatch(file, again));
    long line = 1;
    for (int i = 0; i < at; i++) {
      line += file[i] == '\n' ? 1 : 0;
    }
    return "the file is not what its record is drawn as: from line %d on it says “%s” where the record says “%s”. A file that another version of Tieout wrote is to be verified with that version"
        .formatted(line, around(file, at), around(again, at));
  }

  private static String around(byte[] bytes, int at) {
    int from = Math.max(0, Math.min(at, bytes.length) - 20);
    int to = Math.min(bytes.length, at + 20);
    return new String(bytes, from, to - from, StandardCharsets.UTF_8).replaceAll("\\s+", " ");
  }

  /// Canonical JSON in which no text can end the element, and no invisible character is left bare.
  /// All escapes are JSON's own, so that any parser reads the same.
  private static String embedded(Json.Obj content) {
    return content
        .canonical()
        .codePoints()
        .mapToObj(c -> needsEscape(c) ? escape(c) : Character.toString(c))
        .collect(Collectors.joining());
  }

  private static boolean needsEscape(int c) {
    return c == '<' || c == '>' || c == '&' || Html.invisible(c);
  }

  private static String escape(int c) {
    return Character.toString(c)
        .chars()
        .mapToObj("\\u%04x"::formatted)
        .collect(Collectors.joining());
  }
}
