using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using BedrockDefense.Aws;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Reading;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rendering;
using Pulumi.Testing;

namespace BedrockDefense.Live.Finding;

/// <summary>
/// Stands in for the engine and the provider. It creates nothing: it answers the program with the resources that already stand
/// in AWS, so that each input that refers to another resource has the value that AWS should have.
/// </summary>
/// <param name="places">The places of resources.</param>
/// <param name="finder">Finds the ids that only AWS knows.</param>
/// <param name="organization">The organization, for the ids that the program determines.</param>
/// <param name="home">The Region of resources that name none.</param>
/// <param name="reach">Is told of each account that the program enters by a role: account, role and external id.</param>
public sealed class StandingStack(
    Places places,
    ResourceFinder finder,
    SampleOrganization organization,
    AwsRegion home,
    Action<string, string, string?> reach
) : IMocks
{
    private readonly ProviderFunctions _functions = new(places.Home);
    private readonly AwsIdentities _identities = new(organization, home);
    private readonly ConcurrentQueue<DeclaredResource> _resources = [];
    private readonly TaskCompletionSource _firstRequest = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the program's first question or resource.</summary>
    public Task FirstRequest => _firstRequest.Task;

    /// <summary>The declared resources so far. Their relations are not known here.</summary>
    public IReadOnlyCollection<DeclaredResource> Resources => _resources;

    /// <summary>The resources that were not found, with the reason; null for one that does not exist.</summary>
    public ConcurrentDictionary<ResourceKey, string?> Unfound { get; } = [];

    /// <summary>Why AWS did not answer a question of the program, which then cannot end; null when it answered all of them.</summary>
    public AwsException? Refusal { get; private set; }

    /// <inheritdoc/>
    public async Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        ArgumentNullException.ThrowIfNull(args);
        _firstRequest.TrySetResult();
        var key = new ResourceKey(args.Type!, args.Name!);
        var inputs = WireInputs.Of(args);
        if (key.Type == "pulumi:providers:aws")
        {
            var reached = JsonNode.Parse((string)args.Inputs["allowedAccountIds"])![0]!.GetValue<string>();
            ReachBy(args.Inputs, reached);
            return (reached, args.Inputs);
        }

        if (!string.IsNullOrEmpty(args.Id))
        {
            return (
                args.Id,
                await AskAsync(() => LookedUpResources.ReadAsync(places.Of(null, inputs), key.Type, args.Id)).ConfigureAwait(false)
            );
        }

        if (!key.Type.StartsWith("aws:", StringComparison.Ordinal))
        {
            return (key.Name, args.Inputs);
        }

        var account = string.IsNullOrEmpty(args.Provider)
            ? null
            : args.Provider[(args.Provider.LastIndexOf("::", StringComparison.Ordinal) + 2)..];
        var identity =
            await FoundAsync(key, account, inputs).ConfigureAwait(false)
            ?? _identities.Of(key.Type, key.Name, inputs, account ?? organization.ManagementAccountId);
        _resources.Enqueue(
            new DeclaredResource(key.Type, key.Name, ResourceRelations.None, identity.Id, identity.Arn, inputs)
            {
                ProviderAccountId = account,
            }
        );
        var state = args.Inputs.SetItems(identity.FurtherOutputs.Select(output => KeyValuePair.Create(output.Key, (object)output.Value)));
        return (identity.Id, identity.Arn is null ? state : state.SetItem("arn", identity.Arn));
    }

    /// <inheritdoc/>
    public async Task<object> CallAsync(MockCallArgs args)
    {
        ArgumentNullException.ThrowIfNull(args);
        _firstRequest.TrySetResult();
        return await AskAsync(() => _functions.AnswerAsync(args.Token!, args.Args)).ConfigureAwait(false);
    }

    // The engine would wrap the refusal into an error of the program.
    private async Task<T> AskAsync<T>(Func<Task<T>> question)
    {
        try
        {
            return await question().ConfigureAwait(false);
        }
        catch (AwsException exception)
        {
            Refusal ??= exception;
            throw;
        }
    }

    private async Task<AwsIdentity?> FoundAsync(ResourceKey key, string? account, JsonObject inputs)
    {
        if (!ResourceFinder.Finds(key.Type, inputs))
        {
            return null;
        }

        try
        {
            var found = await finder.FindAsync(places.Of(account, inputs), key, inputs).ConfigureAwait(false);
            if (found is null)
            {
                Unfound[key] = null;
            }

            return found;
        }
        catch (Exception exception) when (exception is AwsException or AmbiguousResourceException)
        {
            // What does not exist has no parts either, such as a topic's subscriptions.
            Unfound[key] = exception is AwsException { SaysNotFound: true } ? null : exception.Message;
            return null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Unfound[key] = "AWS's answer is not of the expected form";
            return null;
        }
    }

    private void ReachBy(ImmutableDictionary<string, object> inputs, string account)
    {
        if (inputs.TryGetValue("assumeRoles", out var roles) && JsonNode.Parse((string)roles) is JsonArray { Count: > 0 } list)
        {
            var role = list[0]!.AsObject();
            reach(account, role.Need("roleArn"), role.Text("externalId"));
        }
    }
}
