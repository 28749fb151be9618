package io.tieout;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// One room of the house: a leaf package that owns one kind of knowledge.
///
/// The annotation sits on the room's `package-info.java`, its door plate. ArchUnit reads it and
/// fails the build when a room uses another that its plate does not name.
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PACKAGE)
public @interface Room {
  /// The package name without the root, for example `value.money`.
  String name();

  /// Names of the rooms this one may use. Nothing else of the house is within reach.
  String[] mayUse() default {};
}
