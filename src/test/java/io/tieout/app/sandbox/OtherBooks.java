package io.tieout.app.sandbox;

import io.tieout.app.config.BookConfig;
import io.tieout.app.config.TieoutConfig;
import io.tieout.work.routing.Routing;
import java.util.List;
import java.util.function.UnaryOperator;

/// The sandbox's configuration with books that are billed otherwise.
final class OtherBooks {
  private OtherBooks() {}

  static UnaryOperator<TieoutConfig> each(UnaryOperator<BookConfig> otherwise) {
    return usual -> with(usual, usual.books().stream().map(otherwise).toList(), usual.routing());
  }

  static TieoutConfig with(TieoutConfig usual, List<BookConfig> books, Routing routing) {
    return new TieoutConfig(
        usual.web(),
        usual.crms(),
        books,
        routing,
        usual.slack(),
        usual.model(),
        usual.people(),
        usual.policy(),
        usual.rhythm(),
        usual.anchors(),
        usual.retention());
  }
}
