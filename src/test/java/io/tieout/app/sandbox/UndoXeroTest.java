package io.tieout.app.sandbox;

/// Undoing on Xero.
class UndoXeroTest extends UndoContract {
  UndoXeroTest() {
    super(OddScene.xero());
  }
}
