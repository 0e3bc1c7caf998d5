package io.aurum.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Masks. */
@Tag("fast")
class MasksTest {

  @Test
  void masksShowEnoughToRecognise() {
    assertThat(Masks.words("Anna Nowak")).isEqualTo("A*** N***");
    assertThat(Masks.words("Main Street 5")).isEqualTo("M*** S*** ***");
    assertThat(Masks.email("john.doe@gmail.com")).isEqualTo("j***@g***.com");
    assertThat(Masks.phone("+44207946123")).isEqualTo("+44******123");
    assertThat(Masks.date("1980-03-04")).isEqualTo("19**-**-**");
    assertThat(Masks.code("44051401359")).isEqualTo("*********59");
    assertThat(Masks.area("SW1A 1AA")).isEqualTo("SW***");
  }

  @Test
  void shortValuesAreHiddenWhole() {
    assertThat(Masks.phone("+4812345678".substring(0, 8))).isEqualTo("***");
    assertThat(Masks.code("A1")).isEqualTo("***");
    assertThat(Masks.email("not an address")).isEqualTo("***");
  }

  @Test
  void aLetterOutsideTheBasicPlaneIsNotCut() {
    assertThat(Masks.words("\ud840\udc00x")).isEqualTo("\ud840\udc00***");
  }
}
