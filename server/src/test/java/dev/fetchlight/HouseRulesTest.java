package dev.fetchlight;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.fetchlight.Rooms.HOUSE;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.fetchlight.Rooms.Library;
import dev.fetchlight.Rooms.Room;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the house that can be read off compiled classes. */
@NullMarked
class HouseRulesTest {
  private static final int SEAM_METHODS = 12;
  private static final int CONSTRUCTOR_ARGUMENTS = 6;
  private static final int TYPES_A_PACKAGE = 20;

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(HOUSE);
  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
          .importPackages(HOUSE);

  static List<Room> rooms() {
    return Rooms.ALL;
  }

  static List<Library> libraries() {
    return Rooms.LIBRARIES;
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomUsesOnlyTheRoomsOfTheTable(Room room) {
    Set<String> known =
        Stream.concat(Stream.of(room.name()), room.uses().stream()).collect(Collectors.toSet());
    noClasses()
        .that()
        .resideInAPackage(room.packages())
        .should()
        .dependOnClassesThat(
            describe(
                "lie in a room it may not use",
                other ->
                    other.getPackageName().startsWith(HOUSE)
                        && !known.contains(Rooms.roomOf(other.getPackageName()))))
        .allowEmptyShould(true)
        .check(MAIN);
  }

  @Test
  void everyPackageLiesInARoomOfTheTable() {
    Set<String> inTable = Rooms.ALL.stream().map(Room::name).collect(Collectors.toSet());
    Set<String> inCode =
        MAIN.stream().map(each -> Rooms.roomOf(each.getPackageName())).collect(Collectors.toSet());
    assertThat(inCode).isEqualTo(inTable);
  }

  @Test
  void noPackageIsCrowded() {
    Map<String, Long> types =
        MAIN.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(each -> !each.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    assertThat(types)
        .allSatisfy((_, count) -> assertThat(count).isLessThanOrEqualTo(TYPES_A_PACKAGE));
  }

  @Test
  void theTableHasNoArrowBack() {
    List<String> order = Rooms.ALL.stream().map(Room::name).toList();
    for (Room room : Rooms.ALL) {
      assertThat(order.subList(order.indexOf(room.name()) + 1, order.size()))
          .as("rooms below %s", room.name())
          .containsAll(room.uses());
    }
  }

  @Test
  void packagesFormNoCircle() {
    slices().matching(HOUSE + ".(**)").should().beFreeOfCycles().check(MAIN);
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void aLibraryStaysInItsRooms(Library library) {
    String[] packages =
        library.patterns().stream().filter(each -> each.endsWith("..")).toArray(String[]::new);
    DescribedPredicate<JavaClass> ofLibrary =
        describe(library.name(), each -> library.patterns().contains(each.getName()));
    noClasses()
        .that()
        .resideOutsideOfPackages(
            library.rooms().stream().map(each -> HOUSE + "." + each + "..").toArray(String[]::new))
        .should()
        .dependOnClassesThat(ofLibrary.or(resideInAnyPackage(packages)))
        .check(MAIN);
  }

  @Test
  void jobKnowsNothingOutsideTheJdk() {
    noClasses()
        .that()
        .resideInAPackage(HOUSE + ".job..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(HOUSE + ".job..", "java..", "org.jspecify..")
        .check(MAIN);
  }

  @Test
  void onlyOneRoomStartsProcesses() {
    noClasses()
        .should()
        .callMethodWhere(
            describe(
                "starts a process through Runtime",
                call ->
                    call.getTargetOwner().isEquivalentTo(Runtime.class)
                        && call.getName().equals("exec")))
        .check(MAIN);
  }

  @Test
  void everyPackageIsNullMarkedAtItsDoor() {
    Set<String> unmarked =
        MAIN.stream()
            .map(JavaClass::getPackageName)
            .filter(each -> !isNullMarked(each))
            .collect(Collectors.toSet());
    assertThat(unmarked).isEmpty();
  }

  private static boolean isNullMarked(String packageName) {
    try {
      return Class.forName(packageName + ".package-info").isAnnotationPresent(NullMarked.class);
    } catch (ClassNotFoundException _) {
      return false;
    }
  }

  @Test
  void theSeamsAreFiveAndSmall() {
    assertThat(Rooms.SEAMS).hasSize(5);
    Rooms.SEAMS.forEach((room, name) -> {
      JavaClass seam = MAIN.get(HOUSE + "." + room + "." + name);
      assertThat(seam.isInterface()).as(name).isTrue();
      // Closing is the JDK's method, not one of the seam's own.
      assertThat(seam.getMethods().stream().filter(each -> !each.getName().equals("close")))
          .as("methods of %s", name)
          .hasSizeLessThanOrEqualTo(SEAM_METHODS);
    });
  }

  @Test
  void noOtherInterfaceHasASingleImplementation() {
    Set<String> seams =
        Rooms.SEAMS.entrySet().stream()
            .map(each -> HOUSE + "." + each.getKey() + "." + each.getValue())
            .collect(Collectors.toSet());
    List<String> lonely =
        MAIN.stream()
            .filter(each -> each.isInterface() && each.isTopLevelClass() && !each.isAnnotation())
            .filter(each -> !each.getSimpleName().equals("package-info"))
            .filter(each -> !seams.contains(each.getName()))
            .filter(each -> each.getAllSubclasses().size() < 2)
            .map(JavaClass::getName)
            .toList();
    assertThat(lonely).isEmpty();
  }

  @Test
  void aConstructorWithManyArgumentsIsAMissingRecord() {
    List<String> long_ =
        MAIN.stream()
            .filter(each -> !each.isRecord() && !each.isEnum())
            .flatMap(each -> each.getConstructors().stream())
            .filter(each -> !each.getModifiers().contains(JavaModifier.SYNTHETIC))
            .filter(each -> each.getRawParameterTypes().size() > CONSTRUCTOR_ARGUMENTS)
            .map(Object::toString)
            .toList();
    assertThat(long_).isEmpty();
  }

  @Test
  void noTestSleepsOrIsSwitchedOff() {
    noClasses()
        .that()
        .resideOutsideOfPackage(HOUSE + ".site..") // a site that sends slowly is no test that waits
        .should()
        .callMethodWhere(describe("sleeps", call -> call.getName().equals("sleep")))
        .check(TESTS);
    noClasses().should().beAnnotatedWith(Disabled.class).check(TESTS);
    assertThat(
            TESTS.stream()
                .flatMap(each -> each.getMethods().stream())
                .filter(each -> each.isAnnotatedWith(Disabled.class)))
        .isEmpty();
  }

  @Test
  void nobodyMocksOrSkips() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.mockito..", "org.easymock..")
                .or(
                    describe(
                        "assumptions",
                        each ->
                            each.getName().equals("org.junit.jupiter.api.Assumptions")
                                || each.getName().equals("org.assertj.core.api.Assumptions"))))
        .check(TESTS);
  }
}
