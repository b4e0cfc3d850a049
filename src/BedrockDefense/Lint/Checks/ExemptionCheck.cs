using System.Text.RegularExpressions;
using BedrockDefense.Sigma;

namespace BedrockDefense.Lint.Checks;

/// <summary>
/// Finds texts about a single sign-on role that cannot match the ARN of any caller, so a filter with such a text exempts nobody.
/// The ARN of the role has the path <c>aws-reserved/sso.amazonaws.com/</c>, followed by the Region outside us-east-1, and its name
/// ends with sixteen hexadecimal digits. The ARN of the session has the name without the path (IAM Identity Center user guide,
/// "Referencing permission sets in resource policies"; CloudTrail user guide, "CloudTrail userIdentity element").
/// </summary>
internal static partial class ExemptionCheck
{
    private const string Prefix = "AWSReservedSSO_";
    private const string RoleForm = "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_<permission set>_*";
    private const string SessionForm = "arn:aws:sts::*:assumed-role/AWSReservedSSO_<permission set>_*/*";

    public static IEnumerable<LintFinding> Find(SigmaRule rule) =>
        from match in DetectionTree.FieldMatches(rule.Detection)
        let text = (match.Test as TextTest)?.Pattern.ToString()
        where text is not null
        let fault = FaultOf(match.Field.Text, text)
        where fault is not null
        select new LintFinding(match.Location, LintSeverity.Error, $"{VisibleText.Quote(text)} matches nobody: {fault}", "sso-exemption");

    private static string? FaultOf(string field, string text) =>
        field switch
        {
            "userIdentity.sessionContext.sessionIssuer.arn" when text.Contains(":assumed-role/", StringComparison.OrdinalIgnoreCase) =>
                "the field holds the role's ARN, not the session's; write "
                    + $"{(text.Contains(Prefix, StringComparison.OrdinalIgnoreCase) ? RoleForm : "arn:aws:iam::*:role/<role>")}",
            "userIdentity.sessionContext.sessionIssuer.arn" when MissingPath().IsMatch(text) =>
                $"a single sign-on role's ARN has a path; write {RoleForm}",
            "userIdentity.sessionContext.sessionIssuer.arn" when MissingSuffix().IsMatch(text) =>
                $"a single sign-on role's name ends in an underscore and sixteen hexadecimal digits; write {RoleForm}",
            "userIdentity.sessionContext.sessionIssuer.userName"
                when text.Contains(Prefix, StringComparison.OrdinalIgnoreCase) && text.Contains('/', StringComparison.Ordinal) =>
                $"the field holds the role's name without its path; write {Prefix}<permission set>_*",
            "userIdentity.sessionContext.sessionIssuer.userName" when MissingSuffix().IsMatch(text) =>
                $"a single sign-on role's name ends in an underscore and sixteen hexadecimal digits; write {Prefix}<permission set>_*",
            "userIdentity.arn" when text.Contains(Prefix, StringComparison.OrdinalIgnoreCase) && RoleResource().IsMatch(text) =>
                $"a caller through single sign-on is a session; write {SessionForm}",
            _ => null,
        };

    // The name of the role never follows directly after "role/", whatever stands before it.
    [GeneratedRegex(@"(\A|[:*])role/AWSReservedSSO_", RegexOptions.IgnoreCase)]
    private static partial Regex MissingPath();

    // The text ends neither with a wildcard nor with the sixteen digits.
    [GeneratedRegex(@"AWSReservedSSO_(?!.*_[0-9a-f]{16}\z)[^*?]*\z", RegexOptions.IgnoreCase)]
    private static partial Regex MissingSuffix();

    [GeneratedRegex(":role/|aws-reserved/", RegexOptions.IgnoreCase)]
    private static partial Regex RoleResource();
}
