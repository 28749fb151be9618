package io.tieout.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// House style as a test: lengths and words.
class TidyTest {
  private static final int FILE_LINES = 400;
  private static final int METHOD_LINES = 60;
  private static final Map<String, String> BANNED =
      Map.ofEntries(
          Map.entry("\\bTODO\\b|\\bFIXME\\b|\\bXXX\\b", "finish it or file an issue"),
          Map.entry("Thread\\.sleep", "wait on a signal"),
          Map.entry("printStackTrace", "log it or let it rise"),
          Map.entry("@Disabled", "fix the test or delete it"),
          Map.entry("\\bdouble\\b|\\bfloat\\b|\\bDouble\\b", "BigDecimal; ratios of time are long"),
          Map.entry("ThreadLocal", "hand the value in"),
          Map.entry(
              "(class|record|interface) \\w*(Manager|Helper|Util|Utils|Impl|Service)\\b",
              "name it for what it is"),
          Map.entry("import static .*\\.\\*;|^import .*\\.\\*;", "name what you import"));
  private static final Pattern METHOD_START =
      Pattern.compile(
          "^  (?:  )?(?!(?:return|throw|else|new)\\b)(?!.*\\b(?:record|class|enum|interface) )[\\w@<>\\[\\], .?]+\\(.*");

  @Test
  void no_file_is_longer_than_a_person_can_hold() throws IOException {
    List<String> problems = new ArrayList<>();
    for (Path file : sources()) {
      int lines = Files.readAllLines(file).size();
      if (lines > FILE_LINES) {
        problems.add("%s: %d lines (at most %d)".formatted(file, lines, FILE_LINES));
      }
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void no_method_is_longer_than_a_screen() throws IOException {
    List<String> problems = new ArrayList<>();
    for (Path file : sources()) {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        if (METHOD_START.matcher(line).matches()) {
          int length = lengthFrom(lines, i);
          if (length > METHOD_LINES) {
            problems.add(
                "%s:%d: %d lines (at most %d)".formatted(file, i + 1, length, METHOD_LINES));
          }
        }
      }
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void no_banned_word_is_used() throws IOException {
    List<String> problems = new ArrayList<>();
    for (Path file : sources()) {
      if (file.endsWith("TidyTest.java")) {
        continue;
      }
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).strip().startsWith("//")) {
          continue;
        }
        for (Map.Entry<String, String> word : BANNED.entrySet()) {
          if (Pattern.compile(word.getKey()).matcher(lines.get(i)).find()) {
            problems.add(
                "%s:%d: %s -> %s".formatted(file, i + 1, lines.get(i).strip(), word.getValue()));
          }
        }
      }
    }
    assertThat(problems).isEmpty();
  }

  /// The number of lines until the method's closing brace, 0 for declarations without a body.
  private static int lengthFrom(List<String> lines, int start) {
    String indent = lines.get(start).replaceFirst("\\S.*", "");
    for (int i = start; i < lines.size(); i++) {
      String line = lines.get(i);
      if (i > start
          && !line.isBlank()
          && !line.startsWith(indent + " ")
          && !line.startsWith(indent + ")")) {
        return line.equals(indent + "}") ? i - start + 1 : 0;
      }
    }
    return 0;
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      return files.filter(f -> f.toString().endsWith(".java")).toList();
    }
  }
}
