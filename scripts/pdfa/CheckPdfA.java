import java.io.FileInputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** Says of each file whether it is PDF/A-2b, and where it is not, why. Ends with 1 where one is not. */
public class CheckPdfA {
  public static void main(String[] files) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    var isFine = true;
    for (var file : files) {
      try (var parser = Foundries.defaultInstance().createParser(new FileInputStream(file), PDFAFlavour.PDFA_2_B)) {
        var result = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_2_B, false).validate(parser);
        System.out.println(file + (result.isCompliant() ? " is PDF/A-2b" : " is not PDF/A-2b"));
        for (var fault : result.getTestAssertions())
          System.out.println("  " + fault.getRuleId().getClause() + ": " + fault.getMessage());
        isFine &= result.isCompliant();
      }
    }
    System.exit(isFine ? 0 : 1);
  }
}
