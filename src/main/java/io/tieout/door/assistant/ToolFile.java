package io.tieout.door.assistant;

import io.tieout.fact.party.Member;
import io.tieout.fact.party.Role;
import io.tieout.value.json.Json;
import io.tieout.value.json.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// One tool as its file in `tools/` describes it: what the model is told, who may call it, and what
/// its arguments must look like. The file can be reviewed without reading code.
///
/// @param roles who may call it; everybody we know when empty
record ToolFile(
    String name,
    String version,
    String owner,
    String description,
    Risk risk,
    Set<Role> roles,
    Json.Obj parameters) {
  /// What a tool can cause.
  enum Risk {
    /// Reads only.
    READ,
    /// Files a proposal, which people then decide on.
    PROPOSE
  }

  ToolFile {
    roles = Set.copyOf(roles);
  }

  static ToolFile load(String name) {
    String path = "/tools/" + name + ".json";
    try (InputStream in = ToolFile.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("tool file " + path + " is not on the class path");
      }
      return parse(Json.parseObj(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  static ToolFile parse(Json.Obj json) {
    return new ToolFile(
        json.text("name"),
        json.text("version"),
        json.text("owner"),
        json.text("description"),
        switch (json.text("risk")) {
          case "read" -> Risk.READ;
          case "propose" -> Risk.PROPOSE;
          case String other ->
              throw new IllegalArgumentException(
                  "risk '%s' of tool %s: use read or propose".formatted(other, json.text("name")));
        },
        json.list("roles").stream()
            .map(role -> new Role(role.asText("roles")))
            .collect(Collectors.toSet()),
        json.obj("parameters"));
  }

  boolean mayBeCalledBy(Member member) {
    return roles.isEmpty() || roles.stream().anyMatch(member::has);
  }

  List<String> problemsOf(Json arguments) {
    return new Schema(parameters).problems(arguments);
  }
}
