package io.tieout.vendor.hubspot;

import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Our own properties in a portal, as `manifest/hubspot` describes them, one file an object.
/// Nothing that is there is changed or deleted: what differs is told.
public final class HubSpotProperties {
  private static final List<String> FILES = List.of("/manifest/hubspot/deals.json");
  private static final String PREFIX = "tieout_";

  private final HubSpotApi api;

  HubSpotProperties(HubSpotApi api) {
    this.api = api;
  }

  /// Whether a property's name says that it is ours.
  static boolean isOurs(String name) {
    return name.startsWith(PREFIX);
  }

  /// How the portal differs from the manifest; empty when all is as it should be.
  public List<Difference> check() {
    List<Difference> differences = new ArrayList<>();
    for (String file : FILES) {
      Json.Obj manifest = manifest(file);
      String object = manifest.text("objectType");
      String group = manifest.obj("group").text("name");
      if (found(api.path("/crm/properties/%s/%s/groups/%s", object, group)).isEmpty()) {
        differences.add(new Difference(group, Difference.Kind.GROUP_MISSING, group, ""));
      }
      for (Json.Obj wanted : manifest.objects("properties")) {
        differences.addAll(compared(object, wanted));
      }
    }
    return List.copyOf(differences);
  }

  /// Makes the group and each property that is not there, and tells what still differs. Doing it
  /// again is harmless: what is there is answered with 409.
  public List<Difference> install() {
    for (String file : FILES) {
      Json.Obj manifest = manifest(file);
      String object = manifest.text("objectType");
      create(api.path("/crm/properties/%s/%s/groups", object), manifest.obj("group"));
      for (Json.Obj wanted : manifest.objects("properties")) {
        create(api.path("/crm/properties/%s/%s", object), wanted);
      }
    }
    return check();
  }

  private void create(URI uri, Json.Obj body) {
    try {
      api.write("POST", uri, body);
    } catch (FaultException e) {
      if (!(e.fault() instanceof Fault.Refused(_, String code, _)
          && code.equals(HubSpotFaults.CONFLICT))) {
        throw e;
      }
    }
  }

  private List<Difference> compared(String object, Json.Obj wanted) {
    String name = wanted.text("name");
    Optional<Json.Obj> there = found(api.path("/crm/properties/%s/%s/%s", object, name));
    return there
        .map(found -> Shape.read("the property " + name, () -> differences(wanted, found)))
        .orElseGet(
            () -> List.of(new Difference(name, Difference.Kind.MISSING, wanted.text("type"), "")));
  }

  private static List<Difference> differences(Json.Obj wanted, Json.Obj found) {
    String name = wanted.text("name");
    List<Difference> differences = new ArrayList<>();
    compare(
        differences,
        new Difference(name, Difference.Kind.TYPE, text(wanted, "type"), text(found, "type")));
    compare(
        differences,
        new Difference(
            name, Difference.Kind.FIELD_TYPE, text(wanted, "fieldType"), text(found, "fieldType")));
    compare(
        differences,
        new Difference(
            name,
            Difference.Kind.UNIQUENESS,
            String.valueOf(wanted.flag("hasUniqueValue")),
            String.valueOf(found.flag("hasUniqueValue"))));
    List<String> missing = new ArrayList<>(options(wanted));
    missing.removeAll(options(found));
    if (!missing.isEmpty()) {
      differences.add(
          new Difference(
              name,
              Difference.Kind.OPTIONS,
              String.join(", ", missing),
              String.join(", ", options(found))));
    }
    return differences;
  }

  private static void compare(List<Difference> differences, Difference one) {
    if (!one.expected().equals(one.found())) {
      differences.add(one);
    }
  }

  private static String text(Json.Obj property, String name) {
    return property.optText(name).orElse("");
  }

  private static List<String> options(Json.Obj property) {
    return List.copyOf(
        property.objects("options").stream()
            .map(o -> o.text("value"))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private Optional<Json.Obj> found(URI uri) {
    try {
      return Optional.of(api.get(uri));
    } catch (FaultException e) {
      if (HubSpotApi.absent(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Json.Obj manifest(String file) {
    try (InputStream in = HubSpotProperties.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not on the class path");
      }
      return Json.parseObj(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }
}
