package io.bulwark.vm.verify.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.bpf.btf.BtfBuilder;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.btf.BtfType.Member;
import io.bulwark.vm.verify.rules.KernelTypes.Found;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Loads that a kernel allows, and next to each one that it does not. */
class BtfKernelTypesTest {
  private final BtfBuilder types = new BtfBuilder();
  private final int u8 = types.integer("u8", 1, BtfType.Encoding.UNSIGNED);
  private final int u32 = types.integer("u32", 4, BtfType.Encoding.UNSIGNED);
  private final int u64 = types.integer("u64", 8, BtfType.Encoding.UNSIGNED);

  private int struct(int size, Member... members) {
    return types.add(new BtfType.Struct("s", size, List.of(members)));
  }

  private Found load(int type, int offset, int size) {
    return new BtfKernelTypes(types.build()).load(type, offset, size);
  }

  private void number(int type, int offset, int size) {
    assertThat(load(type, offset, size)).isInstanceOf(Found.Number.class);
  }

  private void nothing(int type, int offset, int size) {
    assertThat(load(type, offset, size)).isInstanceOf(Found.Nothing.class);
  }

  @Test
  void bitfieldsUpToTheEndOfTheStructure() {
    int type = struct(8, Member.at(0, "a", u32), new Member("b", u32, 32, 3));
    number(type, 4, 4);
    number(type, 4, 1);
    nothing(type, 4, 8);
    nothing(type, -4, 8);
    nothing(type, 8, 4);
  }

  /** What begins in an inner structure has to end there. */
  @Test
  void nothingReachesOutOfAnInnerStructure() {
    int inner = struct(8, Member.at(0, "a", u32), new Member("b", u32, 32, 3));
    int outer = struct(16, Member.at(0, "in", inner), Member.at(8, "next", u64));
    number(outer, 4, 4);
    nothing(outer, 4, 8);
    number(outer, 8, 8);
  }

  @Test
  void aLoadThatBeginsInAHoleFindsNothing() {
    int type = struct(8, Member.at(4, "a", u8), new Member("b", u8, 48, 3));
    nothing(type, 0, 8);
    number(type, 4, 1);
    number(type, 6, 1);
  }

  @Test
  void aUnionIsItsFirstMemberThatCoversThePlace() {
    int target = struct(8, Member.at(0, "x", u64));
    int union =
        types.add(
            new BtfType.Union(
                "",
                16,
                List.of(
                    Member.at(0, "small", u32),
                    Member.at(0, "pointer", types.pointer(target)),
                    Member.at(0, "two", types.array(types.pointer(target), 2)))));
    int type = struct(24, Member.at(0, "id", u64), Member.at(8, "", union));
    number(type, 8, 4);
    nothing(type, 8, 8);
    assertThat(load(type, 16, 8)).isEqualTo(new Found.PointerTo(target));
    nothing(type, 20, 4);
  }

  @Test
  void arraysAreFlatAndPointersInThemWhole() {
    int target = struct(8, Member.at(0, "x", u64));
    int cell = struct(16, Member.at(0, "p", types.pointer(target)), Member.at(8, "n", u32));
    int type =
        struct(
            80,
            Member.at(0, "cells", types.array(types.array(cell, 2), 2)),
            Member.at(64, "text", types.array(u8, 16)));
    assertThat(load(type, 48, 8)).isEqualTo(new Found.PointerTo(target));
    nothing(type, 52, 4);
    number(type, 56, 4);
    nothing(type, 60, 4);
    number(type, 65, 8);
    nothing(type, 76, 8);
  }

  /** The last member of a structure may go on behind its end; that is not followed here. */
  @Test
  void flexibleArraysAreNotFollowed() {
    int type = struct(8, Member.at(0, "n", u64), Member.at(8, "rest", types.array(u64, 0)));
    number(type, 0, 8);
    nothing(type, 8, 8);
  }

  @Test
  void pointersIntoAProcessAreNotFollowed() {
    int target = struct(8, Member.at(0, "x", u64));
    int user = types.add(new BtfType.TypeTag("user", target));
    int rcu = types.add(new BtfType.TypeTag("rcu", target));
    int type =
        struct(
            16, Member.at(0, "user", types.pointer(user)), Member.at(8, "rcu", types.pointer(rcu)));
    nothing(type, 0, 8);
    assertThat(load(type, 8, 8)).isEqualTo(new Found.PointerTo(target));
  }
}
