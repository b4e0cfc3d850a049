using System.Text.Json;
using System.Text.RegularExpressions;
using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Scp.Reading;

/// <summary>Reads a statement's <c>Principal</c> and collects every fault.</summary>
internal sealed partial class PrincipalReader(ICollection<Fault> faults)
{
    private readonly List<string> _accounts = [];
    private readonly List<string> _arns = [];
    private readonly List<string> _services = [];
    private readonly List<string> _identityProviders = [];
    private bool _isEveryone;

    public PolicyPrincipal Read(LocatedJson principal)
    {
        if (principal is { Kind: JsonValueKind.String, Text: "*" })
        {
            _isEveryone = true;
        }
        else if (principal is { Members: [_, ..] kinds })
        {
            ReadKinds(kinds);
        }
        else
        {
            faults.Add(
                new Fault($"Principal must be \"*\" or an object with AWS, Service or Federated, not {principal.Describe()}", principal.At)
            );
        }

        return new PolicyPrincipal(_isEveryone, _accounts, _arns, _services, _identityProviders);
    }

    private void ReadKinds(IEnumerable<LocatedMember> kinds)
    {
        foreach (var kind in kinds)
        {
            if (kind.Name is not ("AWS" or "Service" or "Federated"))
            {
                faults.Add(
                    new Fault(
                        $"{VisibleText.Quote(kind.Name)} is not a kind of principal known here; the kinds are AWS, Service and Federated",
                        kind.At
                    )
                );
                continue;
            }

            foreach (var (text, at) in PolicyElements.ReadTexts(kind.Name, kind.Value, faults))
            {
                if (kind.Name == "AWS")
                {
                    ReadAws(text, at);
                }
                else if (kind.Name == "Federated")
                {
                    _identityProviders.Add(text);
                }
                else if (ServicePrincipal.IsValid(text))
                {
                    _services.Add(text);
                }
                else
                {
                    faults.Add(new Fault($"{VisibleText.Quote(text)} is not a service principal such as events.amazonaws.com", at));
                }
            }
        }
    }

    private void ReadAws(string text, SourceLocation at)
    {
        if (text == "*")
        {
            _isEveryone = true;
        }
        else if (Account().Match(text) is { Success: true } account)
        {
            _accounts.Add(account.Groups["id"].Value);
        }
        else if (Arn().IsMatch(text))
        {
            _arns.Add(text);
        }
        else
        {
            faults.Add(
                new Fault(
                    $"{VisibleText.Quote(text)} is not an AWS principal: give \"*\", an account number, or the ARN of a "
                        + "root, role or user, without wildcards",
                    at
                )
            );
        }
    }

    [GeneratedRegex(@"^(?:(?<id>[0-9]{12})|arn:[a-z-]+:iam::(?<id>[0-9]{12}):root)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Account();

    [GeneratedRegex(
        @"^arn:[a-z-]+:(?:iam::[0-9]{12}:(?:role|user)|sts::[0-9]{12}:federated-user)/[!-)+->@-~]+\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Arn();
}
