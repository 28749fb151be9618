package io.tieout.app.config;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One section of the configuration file. Reads fields, notes every problem with its place and
/// remedy instead of stopping at the first, and at the end complains about fields nobody asked for.
///
/// A reading with a problem gives a harmless stand-in value; the configuration as a whole is
/// refused when any problem was noted, so such values are never used.
final class Fields {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)}");

  private final String place;
  private final Json.Obj json;
  private final Map<String, String> environment;
  private final List<String> problems;
  private final Set<String> known = new HashSet<>();

  Fields(String place, Json.Obj json, Map<String, String> environment, List<String> problems) {
    this.place = place;
    this.json = json;
    this.environment = environment;
    this.problems = problems;
  }

  Fields section(String name) {
    known.add(name);
    Json.Obj inner = Json.object().build();
    try {
      inner = json.optObj(name).orElse(inner);
    } catch (JsonShapeException e) {
      problem(name, "is not a section; put its fields below it, indented");
    }
    return new Fields(at(name), inner, environment, problems);
  }

  List<Fields> sections(String name) {
    known.add(name);
    try {
      List<Json.Obj> items = json.objects(name);
      return java.util.stream.IntStream.range(0, items.size())
          .mapToObj(
              i -> new Fields(at(name) + "[" + (i + 1) + "]", items.get(i), environment, problems))
          .toList();
    } catch (JsonShapeException e) {
      problem(name, "is not a list of sections; start each with a dash");
      return List.of();
    }
  }

  boolean present(String name) {
    known.add(name);
    return json.get(name).isPresent();
  }

  String text(String name, String remedy) {
    return optText(name)
        .orElseGet(() -> {
          problem(name, "is missing; " + remedy);
          return "";
        });
  }

  Optional<String> optText(String name) {
    known.add(name);
    try {
      return json.optText(name).map(value -> substituted(name, value)).filter(v -> !v.isBlank());
    } catch (JsonShapeException e) {
      problem(name, "is not a text");
      return Optional.empty();
    }
  }

  List<String> texts(String name) {
    known.add(name);
    try {
      return json.list(name).stream().map(item -> item.asText(name)).toList();
    } catch (JsonShapeException e) {
      problem(name, "is not a list of texts; write [one, two]");
      return List.of();
    }
  }

  /// A secret: it must come from the environment, so that the file can be shown to anybody.
  String secret(String name, String variable) {
    return optSecret(name, variable)
        .orElseGet(() -> {
          problem(name, "is missing; write ${" + variable + "} and set that variable");
          return "";
        });
  }

  Optional<String> optSecret(String name, String variable) {
    known.add(name);
    Optional<String> raw;
    try {
      raw = json.optText(name);
    } catch (JsonShapeException e) {
      problem(name, "is not a text");
      return Optional.empty();
    }
    if (raw.isPresent() && !REFERENCE.matcher(raw.get()).matches()) {
      problem(
          name,
          "holds a secret in the file; write ${" + variable + "} and set that variable instead");
      return Optional.empty();
    }
    return raw.map(value -> substituted(name, value)).filter(v -> !v.isBlank());
  }

  int number(String name, int otherwise, int least, int most) {
    Optional<Integer> value = parsed(name, Integer::valueOf, "is no whole number");
    int number = value.orElse(otherwise);
    if (number < least || number > most) {
      problem(name, "is %d; use %d to %d".formatted(number, least, most));
      return otherwise;
    }
    return number;
  }

  Optional<URI> uri(String name) {
    return parsed(
        name,
        text -> {
          URI uri = URI.create(text);
          if (uri.getHost() == null || !Set.of("http", "https").contains(uri.getScheme())) {
            throw new IllegalArgumentException("no host");
          }
          return uri;
        },
        "is no web address; write for example https://tieout.example.com");
  }

  ZoneId zone(String name, String otherwise) {
    return parsed(name, ZoneId::of, "is no time zone; write for example America/New_York")
        .orElse(ZoneId.of(otherwise));
  }

  Duration duration(String name, Duration otherwise) {
    return parsed(name, Duration::parse, "is no duration; write ISO 8601, for example PT30S")
        .filter(Duration::isPositive)
        .orElse(otherwise);
  }

  /// Reads through a parser of a room's own; its message is reported at this place.
  <T> @Nullable T built(Supplied<T> making) {
    try {
      return making.make();
    } catch (IllegalArgumentException e) {
      problems.add(place + ": " + e.getMessage());
      return null;
    }
  }

  /// Makes something from fields that have been read.
  @FunctionalInterface
  interface Supplied<T> {
    T make();
  }

  /// Complains about fields that nobody asked for: usually misspelt.
  void done() {
    for (String field : json.fields().keySet()) {
      if (!known.contains(field)) {
        problem(field, "is not known here; known are " + known.stream().sorted().toList());
      }
    }
  }

  void problem(String name, String what) {
    problems.add(at(name) + " " + what);
  }

  private <T> Optional<T> parsed(String name, Function<String, T> parser, String complaint) {
    Optional<String> text = optText(name);
    try {
      return text.map(parser);
    } catch (IllegalArgumentException | DateTimeException e) {
      problem(name, "'" + text.orElse("") + "' " + complaint);
      return Optional.empty();
    }
  }

  private String substituted(String name, String value) {
    Matcher matcher = REFERENCE.matcher(value);
    return matcher.replaceAll(found -> {
      String set = environment.get(found.group(1));
      if (set == null || set.isBlank()) {
        problem(name, "names ${" + found.group(1) + "}, which is not set in the environment");
        return "";
      }
      return Matcher.quoteReplacement(set);
    });
  }

  private String at(String name) {
    return place.isEmpty() ? name : place + "." + name;
  }
}
