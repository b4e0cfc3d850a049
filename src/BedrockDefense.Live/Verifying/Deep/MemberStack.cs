using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Comparing;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Reading.Services;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Templates;

namespace BedrockDefense.Live.Verifying.Deep;

/// <summary>Compares what one StackSet's template creates in one account and Region with what stands there.</summary>
/// <param name="template">The template.</param>
/// <param name="comparison">How resources are compared.</param>
internal sealed class MemberStack(MemberTemplate template, MemberComparison comparison)
{
    /// <summary>Compares the resources, and the logging that a restorer among them establishes.</summary>
    /// <param name="account">The account.</param>
    /// <param name="region">The code of the Region.</param>
    /// <param name="declared">What all templates declare there. One may add to what another creates.</param>
    /// <param name="roles">Gets the names of the roles that the template declares there.</param>
    public async Task<MemberFindings> CheckAsync(
        IAwsApi account,
        string region,
        IReadOnlyList<DeclaredResource> declared,
        ISet<string> roles
    )
    {
        var place = new Place(new RememberedAnswers(account), region);
        var resources = TemplateResources.Of(template.ResourcesIn(account.Id, region));
        var additions = new Additions(declared);
        roles.UnionWith(resources.Where(one => one.Type == "aws:iam/role:Role").Select(one => one.Id));
        List<UndeclaredLogging> logging = [];
        List<Deviation> deviations = [];
        List<(string Resource, string Reason)> unseen = [];
        foreach (var resource in resources)
        {
            await CheckAsync(
                    resource,
                    async () =>
                    {
                        var told = await ResourceReaders.Of(resource.Type).Read(place, resource).ConfigureAwait(false);
                        comparison.Adapt(resource, told);
                        deviations.AddRange(
                            ResourceComparison
                                .Of(resource, told, comparison.IsUnreadable)
                                .Differences.Select(one => Different(resource, one.Input, one.Declared, one.Found))
                        );
                        deviations.AddRange(
                            (await additions.OfAsync(place, resource).ConfigureAwait(false)).Select(one =>
                                Of(resource, DeviationKind.Added, one.Addition, one.Remedy)
                            )
                        );
                        deviations.AddRange(
                            (await Health.OfAsync(place, resource, comparison.Time.GetUtcNow()).ConfigureAwait(false)).Select(one =>
                                Of(resource, DeviationKind.Unhealthy, one.Reason, Remedy(resource))
                            )
                        );
                    }
                )
                .ConfigureAwait(false);
            if (resource.Type == "aws:sfn/stateMachine:StateMachine")
            {
                await CheckAsync(
                        resource,
                        async () =>
                        {
                            var found = await LoggingCheck.OfAsync(place, resource).ConfigureAwait(false);
                            deviations.AddRange(found.Deviations);
                            logging.AddRange(found.Logging);
                        },
                        "the logging configuration"
                    )
                    .ConfigureAwait(false);
            }
        }

        if (unseen.Count > 0)
        {
            deviations.Add(
                new Deviation(
                    DeviationKind.Unseen,
                    account.Id,
                    region,
                    $"stack set {template.Set}",
                    null,
                    null,
                    $"{string.Join(", ", unseen.Select(one => one.Resource))}: {unseen[0].Reason}",
                    "let the role read it, and verify again"
                )
            );
        }

        return new MemberFindings
        {
            Deviations = [.. deviations.Select(one => Excerpt.Of(one) with { Source = DeviationSource.Member })],
            Resources = resources.Count,
            Logging = logging,
        };

        async Task CheckAsync(DeclaredResource resource, Func<Task> check, string? what = null)
        {
            try
            {
                await check().ConfigureAwait(false);
            }
            catch (AwsException exception) when (exception.SaysNotFound && what is null)
            {
                deviations.Add(Of(resource, DeviationKind.Missing, "it does not exist", Remedy(resource)));
            }
            catch (ResourceMissingException exception)
            {
                deviations.Add(Of(resource, DeviationKind.Missing, exception.Message, Remedy(resource)));
            }
            catch (AwsException exception)
            {
                unseen.Add((what ?? Name(resource), exception.Message));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // A reader expects the members that AWS's models require. Without them nothing can be compared.
                unseen.Add((what ?? Name(resource), DeepCoverage.UnexpectedForm));
            }
        }

        Deviation Of(DeclaredResource resource, DeviationKind kind, string found, string remedy) =>
            new(kind, account.Id, RegionOf(resource), Name(resource), null, null, found, remedy);

        Deviation Different(DeclaredResource resource, string field, string declared, string found) =>
            new(DeviationKind.Different, account.Id, RegionOf(resource), Name(resource), field, declared, found, Remedy(resource));

        string RegionOf(DeclaredResource resource) => resource.Type.StartsWith("aws:iam/", StringComparison.Ordinal) ? "global" : region;

        // CloudFormation keeps logs, so a set cannot create them again. It does not notice drift either.
        string Remedy(DeclaredResource resource) =>
            resource.Type.StartsWith("aws:s3/", StringComparison.Ordinal)
            || resource.Type is "aws:cloudwatch/logGroup:LogGroup" or LogsReaders.DataProtectionPolicy
                ? "put it back there as a role that the guardrails exempt, and look who changed it"
                : $"look who changed it, then delete the instance in {account.Id}, {region} of the stack set {template.Set}, without "
                    + "retaining its stack, and create it again";
    }

    private static string Name(DeclaredResource resource) =>
        $"{resource.Type.Split(':')[1].Split('/')[0]}/{resource.Type.Split(':')[^1]} {resource.Name}";
}

/// <summary>How the resources of members are compared.</summary>
/// <param name="IsUnreadable">Whether a service cannot return an input, by the resource's type and the input's name.</param>
/// <param name="Adapt">Changes what a reader returned before it is compared.</param>
/// <param name="Time">The clock.</param>
internal sealed record MemberComparison(
    Func<string, string, bool> IsUnreadable,
    Action<DeclaredResource, System.Text.Json.Nodes.JsonObject> Adapt,
    TimeProvider Time
);
