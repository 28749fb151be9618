package io.tieout.app.config;

import io.tieout.engine.db.DatabaseAddress;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import io.tieout.value.json.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `tieout.yaml`, read and found usable.
///
/// @param database an external PostgreSQL; empty for the embedded one in a data folder
public record ConfigFile(TieoutConfig config, Optional<DatabaseAddress> database) {
  private static final String EXAMPLE = "docs/tieout.example.yaml is an example to start from";

  /// Reads the file; [ConfigException] lists everything that is wrong with it.
  ///
  /// @param environment where `${NAME}` is looked up
  public static ConfigFile read(Path file, Map<String, String> environment) {
    Reading reading = new Reading(environment);
    Optional<ConfigFile> read = new Sections(new Fields("", parsed(file), reading), file).read();
    return read.filter(_ -> reading.problems().isEmpty())
        .orElseThrow(() -> new ConfigException(file.toString(), reading.problems()));
  }

  /// Every key the file may have, for testing that the documentation has them too.
  static Collection<Reading.Key> keys() {
    Reading reading = new Reading(Map.of());
    Json.Obj oneOfEach =
        Yaml.parse(
                "people: [{away: [{}]}]\nsalesforce: {}\nhubspot: {}\nquickbooks: [{}]\nxero: [{}]\nrouting: [{}]")
            .asObj("configuration");
    new Sections(new Fields("", oneOfEach, reading), Path.of("tieout.yaml")).read();
    return reading.keys();
  }

  private static Json.Obj parsed(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw refused(file, "it does not exist; " + EXAMPLE);
    } catch (IOException e) {
      throw refused(file, "it cannot be read; give a readable text file in UTF-8; " + EXAMPLE);
    }
    try {
      if (Yaml.parse(text) instanceof Json.Obj sections) {
        return sections;
      }
    } catch (JsonShapeException e) {
      throw refused(file, shape(e));
    }
    throw refused(file, "it holds no sections; " + EXAMPLE);
  }

  /// Only the first line of the parser's words: those after it quote the file, and somebody may
  /// have put a secret there.
  private static String shape(JsonShapeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("it is not YAML")
        + "; "
        + EXAMPLE;
  }

  private static ConfigException refused(Path file, String problem) {
    return new ConfigException(file.toString(), List.of(problem));
  }
}
