package io.aurum.common.kind;

/** How a source writes dates whose order the digits alone do not tell ({@code 03/04/1980}). */
public enum DateOrder {
  DMY,
  MDY,
  YMD
}
