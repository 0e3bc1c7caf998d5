package io.aurum.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Transliterator;
import io.aurum.common.text.Transliteration.Umlauts;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transliteration and match forms. */
@Tag("fast")
class MatchFormsTest {

  @ParameterizedTest
  @CsvSource({
    "Łukasz, LUKASZ",
    "Żółć, ZOLC",
    "Müller, MULLER",
    "Groß, GROSS",
    "Þórður, THORDUR",
    "Юлия, YULIYA",
    "Щербаков, SHCHERBAKOV",
    "Ковалёв, KOVALEV",
    "Ельцин, YELTSIN",
    "北京, BEIJING",
    "Nguyễn, NGUYEN",
    "Łódź 😀, LODZ",
  })
  void wordsAreUpperCaseAscii(String text, String words) {
    assertThat(MatchForms.words(text, Umlauts.PLAIN)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"Müller, MUELLER", "Österreich, OESTERREICH", "JÄGER, JAEGER", "Groß, GROSS"})
  void germanUmlautsAreSpelledOut(String text, String words) {
    assertThat(MatchForms.words(text, Umlauts.GERMAN)).isEqualTo(words);
  }

  /** Latin texts take a shorter way; it leads where the way for every script leads. */
  @Test
  void latinLettersReadAsInAnyScript() {
    var anyScript = Transliterator.getInstance("Any-Latin; Latin-ASCII");
    for (int c = 0xA0; c < 0x3000; c++) {
      int script = UScript.getScript(c);
      if (script == UScript.LATIN || script == UScript.COMMON || script == UScript.INHERITED) {
        String text = "Aa" + Character.toString(c) + "b";
        String latin = anyScript.transliterate(text);
        if (latin.chars().allMatch(ascii -> ascii < 0x80)) {
          assertThat(Transliteration.upperAscii(text, Umlauts.PLAIN))
              .as("U+%04X", c)
              .isEqualTo(latin.toUpperCase(Locale.ROOT).replace("\u007f", ""));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"DE, GERMAN", "AT, GERMAN", "CH, GERMAN", "LI, GERMAN", "PL, PLAIN", "SE, PLAIN"})
  void theRegionDecidesAboutUmlauts(String region, Umlauts umlauts) {
    assertThat(Umlauts.of(region)).isEqualTo(umlauts);
  }

  @ParameterizedTest
  @CsvSource({
    "O'Brien, OBRIEN",
    "Anne-Marie, ANNE MARIE",
    "'a.b,  c', A B C",
    "Saint-Étienne, SAINT ETIENNE",
    "--, ''",
  })
  void apostrophesJoinAndOtherPunctuationParts(String text, String words) {
    assertThat(MatchForms.words(text, Umlauts.PLAIN)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"sw1a 1aa, SW1A1AA", "11010519491231002x, 11010519491231002X", "Ab-12/ż, AB12Z"})
  void compactFormsHaveNoBlanks(String text, String compact) {
    assertThat(MatchForms.compact(text)).isEqualTo(compact);
  }
}
