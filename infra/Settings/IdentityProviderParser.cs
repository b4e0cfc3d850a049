using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace BedrockDefense.Infra.Settings;

/// <summary>Reads <c>guardrails.identityProviders</c>: the providers that nobody but administrators may change.</summary>
internal static partial class IdentityProviderParser
{
    private const string Form =
        "the ARN of a SAML or OpenID Connect provider with a 12-digit account or *, such as arn:aws:iam::*:saml-provider/company";

    /// <summary>Parses the ARNs, and notes a fault for every text that is no ARN of a provider.</summary>
    /// <param name="node">The list.</param>
    /// <param name="partition">The partition of the home Region; null where it is unknown.</param>
    public static ImmutableArray<string> Parse(ConfigNode node, string? partition)
    {
        var arns = ImmutableArray.CreateBuilder<string>();
        foreach (var (text, entry) in TextList.Read(node, Form, ("nothing would be protected", "it out")))
        {
            if (Provider().Match(text) is not { Success: true } provider)
            {
                entry.Refuse($"is no identity provider; write {Form}");
            }
            else if (partition is not null && provider.Groups["partition"].Value != partition)
            {
                entry.Refuse($"is in partition {provider.Groups["partition"].Value}, but the home Region is in {partition}");
            }
            else
            {
                arns.Add(text);
            }
        }

        return arns.ToImmutable();
    }

    // IAM API Reference, "CreateSAMLProvider". The name of an OpenID Connect provider is its URL without https://.
    [GeneratedRegex(
        @"^arn:(?<partition>aws[a-z-]*):iam::(?:[0-9]{12}|\*):"
            + @"(?:saml-provider/[A-Za-z0-9._-]{1,128}|oidc-provider/[A-Za-z0-9._~:/%-]{1,255})\z"
    )]
    private static partial Regex Provider();
}
