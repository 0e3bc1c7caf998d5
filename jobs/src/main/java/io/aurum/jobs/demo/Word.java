package io.aurum.jobs.demo;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A name or place in both scripts.
 *
 * @param nativeForm as its owner writes it
 * @param latin in Latin letters without diacritics
 * @param nickname everyday form in Latin letters; empty where there is none
 * @param nativeNickname everyday form in the native script; empty where there is none
 */
record Word(String nativeForm, String latin, String nickname, String nativeNickname) {

  /** No word at all. */
  static final Word NONE = new Word("", "", "", "");

  static Word of(String nativeForm, String latin) {
    return new Word(nativeForm, latin, "", "");
  }

  String form(Script script) {
    return script == Script.NATIVE ? nativeForm : latin;
  }

  String nickname(Script script) {
    return script == Script.NATIVE ? nativeNickname : nickname;
  }

  /** Both words without a blank between them; the second in lower case where it is Latin. */
  Word joined(Word tail) {
    return of(nativeForm + tail.nativeForm, latin + tail.latin.toLowerCase(Locale.ROOT));
  }

  /** Both words with a blank between them. */
  Word then(Word tail) {
    return of(nativeForm + " " + tail.nativeForm, latin + " " + tail.latin);
  }

  /** Latin letters without diacritics; German umlauts as two letters. */
  static String german(String text) {
    return fold(
        text.replace("ä", "ae")
            .replace("ö", "oe")
            .replace("ü", "ue")
            .replace("Ä", "Ae")
            .replace("Ö", "Oe")
            .replace("Ü", "Ue"));
  }

  /** Latin letters without diacritics. */
  static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .replace("ł", "l")
        .replace("Ł", "L")
        .replace("ß", "ss");
  }
}
