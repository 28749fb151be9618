package io.tieout.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.value.json.Json;
import io.tieout.value.json.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What is written about the configuration is what the code does.
class ConfigDocumentationTest {
  private static final Path PAGE = Path.of("docs/configuration.md");
  private static final Path EXAMPLE = Path.of("docs/tieout.example.yaml");
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z_.\\[\\]]+)` \\| (.+) \\| (.+?) \\| ?(.*?) ?\\|");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)}");

  @Test
  void the_page_lists_every_key_with_its_default_and_variable_and_no_other() throws IOException {
    List<Reading.Key> listed = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        listed.add(
            new Reading.Key(
                row.group(1),
                bare(row.group(3)),
                Optional.of(bare(row.group(4))).filter(v -> !v.isEmpty())));
      }
    }

    assertThat(byName(listed)).isEqualTo(byName(List.copyOf(ConfigFile.keys())));
    assertThat(listed).doesNotHaveDuplicates();
  }

  @Test
  void the_example_can_be_used_as_it_stands() {
    ConfigFile file = ConfigFile.read(EXAMPLE, everyVariable());

    assertThat(file.database()).isPresent();
    assertThat(file.config().model()).isPresent();
    assertThat(
            file.config().crms(CrmConfig.Salesforce.class).flatMap(crm -> crm.outbound().stream()))
        .hasSize(1);
    assertThat(file.config().people().members()).hasSize(3);
  }

  @Test
  void the_example_can_be_used_with_everything_uncommented_but_the_other_log_in()
      throws IOException {
    Path all = Files.createTempFile("tieout", ".yaml");
    Files.writeString(
        all,
        uncommented(Files.readString(EXAMPLE))
            .replaceAll("(?m)^ {2}client_secret: \\$\\{SF_CLIENT_SECRET}$", "")
            .replaceAll("(?m)^ {2}service_key: .*$", ""));

    assertThat(ConfigFile.read(all, everyVariable()).config().crms().toString())
        .contains("tieout@example.com");
  }

  @Test
  void the_example_shows_every_key_and_its_default() throws IOException {
    Json.Obj all = Yaml.parse(uncommented(Files.readString(EXAMPLE))).asObj("example");
    Map<String, String> shown = new TreeMap<>();
    collect("", all, shown);

    assertThat(shown.keySet())
        .isEqualTo(ConfigFile.keys().stream().map(Reading.Key::name).collect(Collectors.toSet()));
    for (Reading.Key key : ConfigFile.keys()) {
      if (!List.of("required", "none", "by `environment`").contains(key.otherwise())) {
        assertThat(shown).containsEntry(key.name(), key.otherwise());
      }
    }
  }

  @Test
  void the_example_keeps_every_secret_in_its_usual_variable() throws IOException {
    TreeSet<String> used = new TreeSet<>();
    Matcher matcher = VARIABLE.matcher(Files.readString(EXAMPLE));
    while (matcher.find()) {
      used.add(matcher.group(1));
    }
    used.remove("NAME");

    assertThat(used)
        .containsExactlyElementsOf(
            ConfigFile.keys().stream()
                .flatMap(key -> key.variable().stream())
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  /// Every line of the example that shows a default stands as `# key: value`.
  private static String uncommented(String example) {
    return example.replaceAll("(?m)^( *)# ([a-z_]+: \\S+)$", "$1$2");
  }

  private static void collect(String place, Json.Obj section, Map<String, String> into) {
    section
        .fields()
        .forEach((name, value) -> {
          switch (value) {
            case Json.Obj _ when name.endsWith("_fields") -> into.put(place + name, "");
            case Json.Obj inner -> collect(place + name + ".", inner, into);
            case Json.Arr(List<Json> items)
                when !items.isEmpty() && items.getFirst() instanceof Json.Obj first ->
                collect(place + name + "[].", first, into);
            case Json.Arr _ -> into.put(place + name, "");
            case Json.Text _, Json.Num _, Json.Bool _ -> into.put(place + name, value.asText(name));
            case Json.Nothing _ -> into.put(place + name, "");
          }
        });
  }

  private static Map<String, Reading.Key> byName(List<Reading.Key> keys) {
    return new TreeMap<>(keys.stream().collect(Collectors.toMap(Reading.Key::name, key -> key)));
  }

  private static String bare(String cell) {
    return cell.startsWith("`") && cell.endsWith("`") ? cell.substring(1, cell.length() - 1) : cell;
  }

  private static Map<String, String> everyVariable() {
    return ConfigFile.keys().stream()
        .flatMap(key -> key.variable().stream())
        .collect(Collectors.toMap(name -> name, name -> "example-value-of-" + name));
  }
}
