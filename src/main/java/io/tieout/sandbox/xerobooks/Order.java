package io.tieout.sandbox.xerobooks;

import io.tieout.value.json.Json;
import java.util.Optional;

/// One object as somebody wants it saved.
///
/// @param createOnly whether an object that exists already may not be changed (the vendor's `PUT`)
/// @param byApi whether a client asks, for whom some edits are closed that a bookkeeper may do
/// @param unitDecimals how many decimals of a unit price are kept: 2, or 4 when the client opted in
/// @param id of the object when the address names it
public record Order(
    boolean createOnly, boolean byApi, int unitDecimals, Optional<String> id, Json.Obj body) {

  public static Order byPerson(Json.Obj body) {
    return new Order(false, false, 4, Optional.empty(), body);
  }

  Order withBody(Json.Obj newBody) {
    return new Order(createOnly, byApi, unitDecimals, id, newBody);
  }
}
