/// JSON and YAML text to immutable trees and back, canonical text and its digest, JSON Schema
/// checks. The only room that names Jackson. Numbers keep their decimal text: nothing here is a
/// double.
@Room(name = "value.json")
@NullMarked
package io.tieout.value.json;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
