package io.tieout.engine.halt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/// What can be halted here. A halt of something that is not there would stop nothing, and whoever
/// gave it would believe otherwise: so a name nobody knows is refused.
///
/// @param places the connected systems: `salesforce`, `quickbooks/main`
public record Scopes(List<String> places) {
  public Scopes {
    places = List.copyOf(places);
  }

  /// Everything there is to halt, the widest first.
  public List<Scope> all() {
    List<Scope> all = new ArrayList<>(List.of(new Scope.All()));
    TreeSet<String> systems = new TreeSet<>(places);
    places.forEach(place -> systems.add(systemOf(place)));
    systems.forEach(system -> all.add(new Scope.Place(system)));
    Arrays.stream(Workflow.values()).forEach(workflow -> all.add(new Scope.Work(workflow)));
    return List.copyOf(all);
  }

  /// The scope a person named, or a complaint that names what there is.
  public Scope named(String word) {
    return all().stream()
        .filter(scope -> scope.word().equalsIgnoreCase(word.strip()))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "'%s' cannot be halted; there is: %s"
                    .formatted(
                        word.strip(),
                        String.join(", ", all().stream().map(Scope::word).toList()))));
  }

  private static String systemOf(String place) {
    int slash = place.indexOf('/');
    return slash < 0 ? place : place.substring(0, slash);
  }
}
