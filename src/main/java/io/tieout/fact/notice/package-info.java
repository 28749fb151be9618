/// Everything we tell people, as data; where and how it is shown is the doors' affair.
@Room(
    name = "fact.notice",
    mayUse = {"value.json"})
@NullMarked
package io.tieout.fact.notice;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
