namespace Pulumi;

/// <summary>A resource of which only the URN is known, such as a resource in a mock's inputs.</summary>
internal sealed class DependencyResource : CustomResource
{
    public DependencyResource(string urn) => Urn = new(Task.FromResult(OutputData<string>.Known(urn) with { Resources = [this] }));
}
