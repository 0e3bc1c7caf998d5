package io.aurum.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Cleaning. */
@Tag("fast")
class TextsTest {

  @Test
  void plainAsciiIsReturnedAsItIs() {
    String text = "12 Main St.";
    assertThat(Texts.clean(text)).isSameAs(text);
  }

  @Test
  void blanksAreCollapsedAndTrimmed() {
    assertThat(Texts.clean(" \t Anna\u00a0\u3000 Maria\r\n")).isEqualTo("Anna Maria");
  }

  @Test
  void invisibleCharactersAreRemoved() {
    assertThat(Texts.clean("\ufeffAn\u200bna\u00ad \u0007Nowak\u200e")).isEqualTo("Anna Nowak");
  }

  @Test
  void nothingVisibleIsEmpty() {
    assertThat(Texts.clean("\u200b\u200d \u2060")).isEmpty();
  }

  @Test
  void typographicQuotesAndDashesBecomePlain() {
    assertThat(Texts.clean("O’Brien–Smith „x”")).isEqualTo("O'Brien-Smith \"x\"");
  }

  @Test
  void compatibilityFormsAreComposed() {
    assertThat(Texts.clean("ＡＢＣ１２")).isEqualTo("ABC12");
    assertThat(Texts.clean("Zoe\u0308")).isEqualTo("Zo\u00eb");
    assertThat(Texts.clean("ﬁrma")).isEqualTo("firma");
  }

  @Test
  void unpairedSurrogatesAreRemovedAndPairsStay() {
    assertThat(Texts.clean("a\ud800b")).isEqualTo("ab");
    assertThat(Texts.clean("\ud840\udc00")).isEqualTo("\ud840\udc00");
  }

  @Test
  void digitsOfAnyScriptAreAscii() {
    assertThat(Texts.digits("٠١٢ tel. 34")).isEqualTo("01234");
  }
}
