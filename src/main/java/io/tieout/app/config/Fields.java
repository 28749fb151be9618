package io.tieout.app.config;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// One section of the configuration file. Reads fields, notes every problem with its place and
/// remedy instead of stopping at the first, and at the end complains about fields nobody asked for.
///
/// A reading with a problem gives a harmless stand-in value; the configuration as a whole is
/// refused when any problem was noted, so such values are never used. Problems quote what stands in
/// the file, never what a variable holds.
final class Fields {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)}");
  private static final String REQUIRED = "required";
  private static final String NONE = "none";

  private final String place;
  private final Json.Obj json;
  private final Reading reading;
  private final Set<String> known = new HashSet<>();

  Fields(String place, Json.Obj json, Reading reading) {
    this.place = place;
    this.json = json;
    this.reading = reading;
  }

  Fields section(String name) {
    known.add(name);
    Json.Obj inner = Json.object().build();
    try {
      inner = present(name) ? json.obj(name) : inner;
    } catch (JsonShapeException e) {
      problem(name, "is not a section; put its fields below it, indented");
    }
    return new Fields(at(name), inner, reading);
  }

  List<Fields> sections(String name) {
    known.add(name);
    try {
      List<Json.Obj> items = present(name) ? json.objects(name) : List.of();
      return IntStream.range(0, items.size())
          .mapToObj(i -> new Fields(at(name) + "[" + (i + 1) + "]", items.get(i), reading))
          .toList();
    } catch (JsonShapeException e) {
      problem(name, "is not a list of sections; start each with a dash");
      return List.of();
    }
  }

  /// Whether anything stands there: `name:` with nothing after it is the same as no such line.
  boolean present(String name) {
    return json.get(name)
        .filter(value -> !(value instanceof Json.Text(String text) && text.isBlank()))
        .isPresent();
  }

  /// A text that must be given.
  String text(String name, String remedy) {
    asked(name, REQUIRED);
    return required(name, read(name), remedy);
  }

  Optional<String> optText(String name) {
    asked(name, NONE);
    return read(name);
  }

  String textOr(String name, String otherwise) {
    asked(name, otherwise);
    return read(name).orElse(otherwise);
  }

  /// One of a few words; the first is the default.
  String oneOf(String name, List<String> words) {
    String word = textOr(name, words.getFirst());
    if (!words.contains(word)) {
      problem(name, "'%s' is not known; write %s".formatted(raw(name), String.join(" or ", words)));
    }
    return word;
  }

  List<String> texts(String name) {
    asked(name, NONE);
    try {
      List<Json> items = present(name) ? json.list(name) : List.of();
      return items.stream().map(item -> item.asText(name)).toList();
    } catch (JsonShapeException e) {
      problem(name, "is not a list of texts; write [one, two]");
      return List.of();
    }
  }

  /// Fields whose names are the writer's own, each with one text or a list of them.
  Map<String, Set<String>> lists(String name) {
    asked(name, NONE);
    Map<String, Set<String>> lists = new LinkedHashMap<>();
    try {
      Json.Obj inner = present(name) ? json.obj(name) : Json.object().build();
      inner
          .fields()
          .forEach((field, value) ->
              lists.put(
                  field,
                  value instanceof Json.Arr(List<Json> items)
                      ? items.stream().map(i -> i.asText(field)).collect(Collectors.toSet())
                      : Set.of(value.asText(field))));
    } catch (JsonShapeException e) {
      problem(name, "is no list of fields with values; write {Region__c: [EMEA, UK]}");
    }
    return lists;
  }

  /// A secret: it must come from the environment, so that the file can be shown to anybody.
  String secret(String name, String variable) {
    askedSecret(name, REQUIRED, variable);
    return required(name, readSecret(name, variable), remedy(variable));
  }

  Optional<String> optSecret(String name, String variable) {
    askedSecret(name, NONE, variable);
    return readSecret(name, variable);
  }

  int number(String name, int otherwise, int least, int most) {
    asked(name, String.valueOf(otherwise));
    String wanted = "use a whole number from %d to %d".formatted(least, most);
    int number = parsed(name, Integer::valueOf, "is no whole number; " + wanted).orElse(otherwise);
    if (number < least || number > most) {
      problem(name, "is %d; %s".formatted(number, wanted));
    }
    return number;
  }

  /// The address of something that is told credentials: encrypted, unless it is on this machine. It
  /// must be given.
  Optional<URI> address(String name, String remedy) {
    asked(name, REQUIRED);
    if (!present(name)) {
      problem(name, "is missing; " + remedy);
      return Optional.empty();
    }
    return encrypted(name);
  }

  /// As [#address], with a default.
  ///
  /// @param spoken how the documentation names the default
  URI addressOr(String name, URI otherwise, String spoken) {
    asked(name, spoken);
    return encrypted(name).orElse(otherwise);
  }

  /// As [#address], but it may be missing.
  Optional<URI> optAddress(String name) {
    asked(name, NONE);
    return encrypted(name);
  }

  Optional<URI> optUri(String name) {
    asked(name, NONE);
    return uri(name);
  }

  ZoneId zone(String name, String otherwise) {
    asked(name, otherwise);
    return parsed(name, ZoneId::of, "is no time zone; write for example America/New_York")
        .orElse(ZoneId.of(otherwise));
  }

  Optional<ZoneId> optZone(String name) {
    asked(name, NONE);
    return parsed(name, ZoneId::of, "is no time zone; write for example America/New_York");
  }

  /// A day that must be given.
  Optional<LocalDate> date(String name, String remedy) {
    asked(name, REQUIRED);
    if (!present(name)) {
      problem(name, "is missing; " + remedy);
    }
    return parsed(name, LocalDate::parse, "is no day; write for example 2026-01-31");
  }

  Optional<LocalDate> optDate(String name) {
    asked(name, NONE);
    return parsed(name, LocalDate::parse, "is no day; write for example 2026-01-31");
  }

  Duration duration(String name, Duration otherwise, Duration least, Duration most) {
    asked(name, otherwise.toString());
    Duration duration =
        parsed(name, Duration::parse, "is no duration; write ISO 8601, for example PT30S")
            .orElse(otherwise);
    if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
      problem(name, "is %s; use %s to %s".formatted(duration, least, most));
    }
    return duration;
  }

  /// Makes a room's settings; the room's own complaint is reported at this place.
  <T> Optional<T> built(Supplier<T> making) {
    try {
      return Optional.of(making.get());
    } catch (IllegalArgumentException e) {
      reading.problem(place + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  /// Complains about fields that nobody asked for: usually misspelt.
  void done() {
    for (String field : json.fields().keySet()) {
      if (!known.contains(field)) {
        problem(
            field,
            "is not known here; known are " + String.join(", ", known.stream().sorted().toList()));
      }
    }
  }

  void problem(String name, String what) {
    reading.problem(at(name) + " " + what);
  }

  private void asked(String name, String otherwise) {
    known.add(name);
    reading.asked(new Reading.Key(general(name), otherwise, Optional.empty()));
  }

  private void askedSecret(String name, String otherwise, String variable) {
    known.add(name);
    reading.asked(new Reading.Key(general(name), otherwise, Optional.of(variable)));
  }

  private String required(String name, Optional<String> value, String remedy) {
    if (!present(name)) {
      problem(name, "is missing; " + remedy);
    }
    return value.orElse("");
  }

  private static String remedy(String variable) {
    return "write ${" + variable + "} and set that variable";
  }

  private Optional<String> read(String name) {
    try {
      return json.optText(name).map(value -> substituted(name, value)).filter(v -> !v.isBlank());
    } catch (JsonShapeException e) {
      problem(name, "is not a text; write one value after the colon");
      return Optional.empty();
    }
  }

  private Optional<String> readSecret(String name, String variable) {
    String raw = raw(name);
    if (!raw.isBlank() && !REFERENCE.matcher(raw).matches()) {
      problem(name, "holds a secret in the file; %s instead".formatted(remedy(variable)));
      return Optional.empty();
    }
    return read(name);
  }

  private Optional<URI> encrypted(String name) {
    return uri(name)
        .filter(uri -> {
          boolean safe = "https".equals(uri.getScheme()) || onThisMachine(uri.getHost());
          if (!safe) {
            problem(name, "'" + raw(name) + "' is not encrypted; write https://");
          }
          return safe;
        });
  }

  private static boolean onThisMachine(String host) {
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d+){3}");
  }

  private Optional<URI> uri(String name) {
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

  private <T> Optional<T> parsed(String name, Function<String, T> parser, String complaint) {
    try {
      return read(name).map(parser);
    } catch (IllegalArgumentException | DateTimeException e) {
      problem(name, "'" + raw(name) + "' " + complaint);
      return Optional.empty();
    }
  }

  /// What stands in the file, before variables are put in.
  private String raw(String name) {
    try {
      return json.optText(name).orElse("");
    } catch (JsonShapeException e) {
      return "";
    }
  }

  private String substituted(String name, String value) {
    Matcher matcher = REFERENCE.matcher(value);
    if (matcher.replaceAll("").contains("${")) {
      problem(name, "has a broken reference; write ${NAME} in capital letters, digits and _");
    }
    return matcher.replaceAll(found -> {
      Optional<String> set = reading.variable(found.group(1));
      if (set.isEmpty()) {
        problem(name, "names ${" + found.group(1) + "}, which is not set in the environment");
      }
      return Matcher.quoteReplacement(set.orElse(""));
    });
  }

  private String at(String name) {
    return place.isEmpty() ? name : place + "." + name;
  }

  private String general(String name) {
    return at(name).replaceAll("\\[\\d+]", "[]");
  }
}
