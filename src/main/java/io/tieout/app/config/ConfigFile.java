package io.tieout.app.config;

import io.tieout.engine.db.DatabaseAddress;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import io.tieout.value.json.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `tieout.yaml`, read and found usable.
///
/// @param database an external PostgreSQL; empty for the embedded one in a data folder
public record ConfigFile(TieoutConfig config, Optional<DatabaseAddress> database) {

  /// Reads the file; [ConfigException] lists everything that is wrong with it.
  ///
  /// @param environment where `${NAME}` is looked up
  public static ConfigFile read(Path file, Map<String, String> environment) {
    List<String> problems = new ArrayList<>();
    Json.Obj root = parsed(file);
    Sections sections = new Sections(new Fields("", root, environment, problems), file);
    @Nullable ConfigFile read = sections.read();
    if (read == null || !problems.isEmpty()) {
      throw new ConfigException(file.toString(), problems);
    }
    return read;
  }

  private static Json.Obj parsed(Path file) {
    try {
      return Yaml.parse(Files.readString(file)).asObj("configuration");
    } catch (IOException e) {
      throw new ConfigException(
          file.toString(),
          List.of("it cannot be read; docs/tieout.example.yaml is an example to start from"));
    } catch (JsonShapeException e) {
      throw new ConfigException(file.toString(), List.of(String.valueOf(e.getMessage())));
    }
  }
}
