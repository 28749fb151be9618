package io.tieout.app.config;

import io.tieout.fact.party.Directory;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import io.tieout.value.json.Yaml;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// People in a file of their own, written as in the configuration: a `people:` section and nothing
/// else.
public final class PeopleFile {
  private PeopleFile() {}

  /// Reads the text; [ConfigException] lists everything that is wrong with it.
  ///
  /// @param file as people call it
  /// @param usual the time zone of working hours that name none
  public static Directory read(String file, String text, ZoneId usual) {
    Reading reading = new Reading(Map.of());
    Json.Obj json;
    try {
      json = Yaml.parse(text).asObj("people");
    } catch (JsonShapeException e) {
      throw new ConfigException(
          file, List.of(String.valueOf(e.getMessage()).lines().findFirst().orElse("is not YAML")));
    }
    Fields root = new Fields("", json, reading);
    Directory people = new People(root).read(Optional.of(usual));
    root.done();
    if (!reading.problems().isEmpty()) {
      throw new ConfigException(file, reading.problems());
    }
    return people;
  }
}
